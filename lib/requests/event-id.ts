import { createHash } from "node:crypto";
import { findHeader, type HeaderList } from "#lib/http/headers.ts";

/** The parts of a captured request that tell which event it is about. */
type Identifiable = {
  method: string;
  /** Below the bin's address, with the query. */
  path: string;
  headers: HeaderList;
  body: Uint8Array;
};

const MAX_ID_CHARS = 200;
/** Larger bodies are not parsed for a field. */
const MAX_PARSED_BYTES = 256 * 1024;

/** Headers whose value stays the same when a provider sends an event again; the first that is there counts. */
const HEADERS: readonly string[] = [
  "X-GitHub-Delivery",
  "webhook-id",
  "svix-id",
  "X-Shopify-Webhook-Id",
  "X-Gitea-Delivery",
  "X-Gogs-Delivery",
  "Linear-Delivery",
  "Twitch-Eventsub-Message-Id",
  "I-Twilio-Idempotency-Token",
  "X-Atlassian-Webhook-Identifier",
  "X-Request-UUID",
  "X-Amz-Sns-Message-Id",
  "X-Hookdeck-EventId",
  "ce-id",
  "Idempotency-Key",
  "X-Event-Id",
  "X-Webhook-Id",
];

/** Providers that say it in the JSON body instead, known by a header of theirs. */
const BODY_FIELDS: readonly { sign: string; field: string }[] = [
  { sign: "Stripe-Signature", field: "id" },
  { sign: "X-Slack-Signature", field: "event_id" },
  { sign: "X-Square-HmacSha256-Signature", field: "event_id" },
  { sign: "Paypal-Transmission-Sig", field: "id" },
];

/**
 * What makes two captures the same event: `<where it stands>:<id>`, such as
 * `x-github-delivery:72d3162e-…` or `id:evt_1NG8Du…`; without an id of the provider's
 * `body:<hash of method, path and body>`.
 */
export function eventIdOf(request: Identifiable): string {
  for (const name of HEADERS) {
    const value = findHeader(request.headers, name)?.trim();
    if (value && value.length <= MAX_ID_CHARS) return `${name.toLowerCase()}:${value}`;
  }
  const known = BODY_FIELDS.find(({ sign }) => findHeader(request.headers, sign) !== null);
  const value = known && readField(request.body, known.field);
  return value ? `${known.field}:${value}` : `body:${hashOf(request)}`;
}

/** Where the id of an event stands: a header's name, a field of the body, or `body`. */
export function eventIdSource(eventId: string): string {
  return eventId.slice(0, eventId.indexOf(":"));
}

function readField(body: Uint8Array, field: string): string | null {
  if (body.length > MAX_PARSED_BYTES) return null;
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof json !== "object" || json === null || !Object.hasOwn(json, field)) return null;
    const value: unknown = Reflect.get(json, field);
    return typeof value === "string" && value.length <= MAX_ID_CHARS ? value : null;
  } catch {
    return null;
  }
}

function hashOf({ method, path, body }: Identifiable): string {
  const hash = createHash("sha256").update(`${method} ${path}\n`).update(body);
  return hash.digest("base64url").slice(0, 27);
}
