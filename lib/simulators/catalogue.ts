import { findScheme } from "#lib/signatures/schemes.ts";
import { breakagesOf } from "./break-sample.ts";
import { type SampleEvent, type SampleProvider, topicOf } from "./provider.ts";
import { BANKING } from "./providers/banking.ts";
import { BITBUCKET_SAMPLES } from "./providers/bitbucket.ts";
import { BUILDS } from "./providers/builds.ts";
import { CALENDARS } from "./providers/calendars.ts";
import { CHAT } from "./providers/chat.ts";
import { CONTENT } from "./providers/content.ts";
import { DISCORD_SAMPLES } from "./providers/discord.ts";
import { DOCUMENTS } from "./providers/documents.ts";
import { GITEA_SAMPLES } from "./providers/gitea.ts";
import { GITHUB_SAMPLES } from "./providers/github.ts";
import { GITLAB_SAMPLES } from "./providers/gitlab.ts";
import { IDENTITY } from "./providers/identity.ts";
import { JIRA_SAMPLES } from "./providers/jira.ts";
import { MAIL } from "./providers/mail.ts";
import { MAILGUN_SAMPLES } from "./providers/mailgun.ts";
import { OPERATIONS } from "./providers/operations.ts";
import { PADDLE_SAMPLES } from "./providers/paddle.ts";
import { PAYMENTS } from "./providers/payments.ts";
import { SHOPIFY_SAMPLES } from "./providers/shopify.ts";
import { SOCIAL } from "./providers/social.ts";
import { STANDARD_AND_TWILIO } from "./providers/standard.ts";
import { STRIPE_SAMPLES } from "./providers/stripe.ts";
import { SUPPORT } from "./providers/support.ts";
import { TRACKERS } from "./providers/trackers.ts";
import { WOOCOMMERCE_SAMPLES } from "./providers/woocommerce.ts";
import type { ProviderSummary } from "./schema.ts";

const byLabel = new Intl.Collator("en").compare;

/** Every provider that can be simulated, by name. */
export const PROVIDERS: readonly SampleProvider[] = [
  ...BANKING,
  ...BUILDS,
  ...CALENDARS,
  ...CHAT,
  ...CONTENT,
  ...DOCUMENTS,
  ...IDENTITY,
  ...MAIL,
  ...OPERATIONS,
  ...PAYMENTS,
  ...SOCIAL,
  ...STANDARD_AND_TWILIO,
  ...SUPPORT,
  ...TRACKERS,
  BITBUCKET_SAMPLES,
  DISCORD_SAMPLES,
  GITEA_SAMPLES,
  GITHUB_SAMPLES,
  GITLAB_SAMPLES,
  JIRA_SAMPLES,
  MAILGUN_SAMPLES,
  PADDLE_SAMPLES,
  SHOPIFY_SAMPLES,
  STRIPE_SAMPLES,
  WOOCOMMERCE_SAMPLES,
].toSorted((a, b) => byLabel(a.label, b.label));

/** A provider's event by their ids; null when there is none. */
export function findSample(
  providerId: string,
  eventId: string,
): { provider: SampleProvider; event: SampleEvent } | null {
  const provider = PROVIDERS.find(({ id }) => id === providerId);
  const event = provider?.events.find(({ id }) => id === eventId);
  return provider && event ? { provider, event } : null;
}

/** What a picker needs: names, no payloads. */
export function listProviders(): ProviderSummary[] {
  return PROVIDERS.map(({ id, label, scheme, events }) => {
    const row = findScheme(scheme);
    return {
      id,
      label,
      scheme,
      breakages: row ? breakagesOf(row) : [],
      events: events.map((event) => ({ id: event.id, label: event.label, topic: topicOf(event) })),
    };
  });
}
