import { findHeaders, type HeaderList } from "#lib/http/headers.ts";
import { storedHeaders } from "#lib/requests/queries.ts";
import { forwardableHeaders } from "./outgoing-headers.ts";
import type { ClaimedDelivery } from "./queue.ts";
import type { RetryRules } from "./retry-schedule.ts";
import { ATTEMPT_TIMEOUT_MS } from "./schema.ts";
import { retrySchema } from "./target-input.ts";
import { DEFAULT_SETTINGS, type RetryPolicy, type TargetSettings } from "./target-settings.ts";

/** What one attempt sends, before anything is signed anew. */
export type PreparedAttempt = {
  /** What the target is told: copies of one lab run have one id, so that they are duplicates. */
  sentId: string;
  method: string;
  url: string;
  headers: HeaderList;
  /** Null when the captured request is gone. */
  body: Uint8Array | null;
  timeoutMs: number;
  verifyTls: boolean;
  rules: RetryRules;
};

/** Puts together the delivery, the captured request and what the target adds, removes and demands. */
export function prepareAttempt(
  claimed: ClaimedDelivery,
  settings: TargetSettings | null,
): PreparedAttempt {
  const stored = claimed.headers ?? claimed.capturedHeaders;
  const own = stored === null ? [] : storedHeaders(stored);
  const headers = claimed.headers === null ? forwardableHeaders(own) : own;
  const target = settings ?? DEFAULT_SETTINGS;
  return {
    sentId: sentIdOf(claimed),
    method: claimed.method ?? claimed.capturedMethod ?? "POST",
    url: claimed.url,
    headers: settings ? withTargetHeaders(headers, settings) : headers,
    body: claimed.body ?? claimed.capturedBody,
    timeoutMs: settings?.timeoutMs ?? ATTEMPT_TIMEOUT_MS,
    verifyTls: target.verifyTls,
    rules: { ...target, retry: retryOf(claimed, settings) },
  };
}

/** In the lab one id for each request of a run: what is sent in between is no duplicate of the copies. */
function sentIdOf({ origin, batchId, id, requestId }: ClaimedDelivery): string {
  const isCopy = origin === "lab" && batchId !== null;
  // The run's time and counter, and the request's random digits: a UUID again.
  return isCopy ? batchId.slice(0, 24) + requestId.slice(24) : id;
}

/** Its own policy, or the target's; what a person sends by hand is tried once unless told otherwise. */
function retryOf(claimed: ClaimedDelivery, settings: TargetSettings | null): RetryPolicy {
  const own = retrySchema.safeParse(claimed.retry);
  if (own.success) return own.data;
  return settings?.retry ?? { kind: "none" };
}

/** Removed first, then set: an added header replaces those of its name. `CDN-Loop` stays, so that circles end. */
function withTargetHeaders(
  headers: HeaderList,
  { addHeaders, removeHeaders }: Pick<TargetSettings, "addHeaders" | "removeHeaders">,
): HeaderList {
  const gone = new Set(
    [...removeHeaders, ...addHeaders.map(([name]) => name)].map((name) => name.toLowerCase()),
  );
  gone.delete("cdn-loop");
  const added = addHeaders.filter(([name]) => name.toLowerCase() !== "cdn-loop");
  return [...headers.filter(([name]) => !gone.has(name.toLowerCase())), ...added];
}

/** The same list with some headers set anew, whatever their case. */
export function setHeaders(headers: HeaderList, set: HeaderList): HeaderList {
  const names = new Set(set.map(([name]) => name.toLowerCase()));
  return [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...set];
}

/** The value of `Retry-After` in an answer; null when there is none. */
export function retryAfterOf(headers: HeaderList): string | null {
  return findHeaders(headers, "retry-after")[0] ?? null;
}
