import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import type { PublishedSchedule } from "./schema.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** What providers publish about sending again, known by a header of theirs. */
const SCHEDULES: readonly (PublishedSchedule & { signs: readonly string[] })[] = [
  {
    signs: ["X-GitHub-Delivery"],
    provider: "GitHub",
    text: "GitHub never sends again by itself. A delivery can be redelivered by hand or through its API for 3 days, with the same X-GitHub-Delivery.",
    delaysMs: [],
    sourceUrl: "https://docs.github.com/webhooks/using-webhooks/handling-failed-webhook-deliveries",
  },
  {
    signs: ["Stripe-Signature"],
    provider: "Stripe",
    text: "Stripe sends again for up to 3 days with growing pauses, which it does not publish; in a sandbox 3 times within a few hours.",
    delaysMs: null,
    sourceUrl: "https://docs.stripe.com/webhooks#retries",
  },
  {
    signs: ["X-Shopify-Webhook-Id", "X-Shopify-Topic"],
    provider: "Shopify",
    text: "Shopify sends again up to 8 times within 4 hours, and then removes the subscription.",
    delaysMs: null,
    sourceUrl: "https://shopify.dev/docs/apps/build/webhooks/troubleshooting-webhooks",
  },
  {
    signs: ["X-Slack-Signature"],
    provider: "Slack",
    text: "Slack sends again 3 times: nearly at once, after 1 minute and after 5 minutes.",
    delaysMs: [0, MINUTE_MS, 5 * MINUTE_MS],
    sourceUrl: "https://docs.slack.dev/apis/events-api/#retries",
  },
  {
    signs: ["X-Gitlab-Event"],
    provider: "GitLab",
    text: "GitLab does not send again by itself; a webhook that fails over and over is switched off for a while.",
    delaysMs: [],
    sourceUrl: "https://docs.gitlab.com/user/project/integrations/webhooks/",
  },
  {
    signs: ["svix-id", "webhook-id"],
    provider: "Svix (Standard Webhooks)",
    text: "At once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, each a fifth shorter or longer. Other senders of these headers may have a schedule of their own.",
    delaysMs: [
      5 * SECOND_MS,
      5 * MINUTE_MS,
      30 * MINUTE_MS,
      2 * HOUR_MS,
      5 * HOUR_MS,
      10 * HOUR_MS,
      10 * HOUR_MS,
    ],
    sourceUrl: "https://docs.svix.com/retries",
  },
];

/** The published schedule of whoever sent a request; null when that is not known. */
export function publishedSchedule(headers: HeaderList): PublishedSchedule | null {
  const found = SCHEDULES.find(({ signs }) =>
    signs.some((name) => findHeader(headers, name) !== null),
  );
  if (!found) return null;
  const { signs: _signs, ...schedule } = found;
  return schedule;
}
