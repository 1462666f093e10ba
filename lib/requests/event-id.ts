import { hash } from "node:crypto";
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

/** Headers whose value stays the same when a provider sends an event again; the first of these counts. */
const HEADERS: readonly string[] = [
  "x-github-delivery",
  "webhook-id",
  "svix-id",
  "x-shopify-webhook-id",
  "x-gitea-delivery",
  "x-gogs-delivery",
  "linear-delivery",
  "twitch-eventsub-message-id",
  "i-twilio-idempotency-token",
  "x-atlassian-webhook-identifier",
  "x-request-uuid",
  "x-amz-sns-message-id",
  "x-hookdeck-eventid",
  "ce-id",
  "idempotency-key",
  "x-event-id",
  "x-webhook-id",
];
/** Every capture asks: one look per header it has, not one per header it could have. */
const RANKS: ReadonlyMap<string, number> = new Map(HEADERS.map((name, rank) => [name, rank]));

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
  const inHeader = findIdHeader(request.headers);
  if (inHeader !== null) return inHeader;
  const known = BODY_FIELDS.find(({ sign }) => findHeader(request.headers, sign) !== null);
  const value = known && readField(request.body, known.field);
  return value ? `${known.field}:${value}` : `body:${hashOf(request)}`;
}

/** Where the id of an event stands: a header's name, a field of the body, or `body`. */
export function eventIdSource(eventId: string): string {
  return eventId.slice(0, eventId.indexOf(":"));
}

function findIdHeader(headers: HeaderList): string | null {
  let found: string | null = null;
  let best = HEADERS.length;
  for (const [anyCase, padded] of headers) {
    const name = anyCase.toLowerCase();
    const rank = RANKS.get(name) ?? HEADERS.length;
    if (rank >= best) continue;
    const value = padded.trim();
    if (value === "" || value.length > MAX_ID_CHARS) continue;
    found = `${name}:${value}`;
    best = rank;
  }
  return found;
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
  const bytes = Buffer.concat([Buffer.from(`${method} ${path}\n`), body]);
  return hash("sha256", bytes, "base64url").slice(0, 27);
}
