/**
 * The API of deliveries, under /api/v1. Errors are `{error: {code, message, issues?}}`; whoever does
 * not own the bin reads `not_found`. Cursors are ids of the last item seen.
 *
 * | call | body → answer |
 * |---|---|
 * | `GET /bins/:id/targets` | `{items: RecentTarget[], targets: Target[]}` |
 * | `POST /bins/:id/targets` | `TargetInput` → 201 `Target` |
 * | `PATCH /targets/:id`, `DELETE /targets/:id` | part of `TargetInput` → `Target`; 204 |
 * | `POST /targets/preview` | `{retry}` → `SchedulePreview` |
 * | `GET /requests/:id/deliveries` | `{items: Delivery[]}`, the newest 50 |
 * | `POST /requests/:id/deliveries` | `{target \| targetId, method?, path?, query?, headers?, bodyBase64?, resign?, retry?}` → 202 `{id}` |
 * | `POST /requests/:id/deliveries/reported` | `{origin: "cli" \| "browser", target, attempt, id?}` → 201 `{id}`: see reported-input.ts |
 * | `GET /deliveries/:id` | `Delivery` |
 * | `POST /deliveries/:id/retry`, `…/cancel` | → `Delivery` |
 * | `GET /bins/:id/deliveries?state=&targetId=&batchId=&cursor=&limit=` | `DeliveryPage` |
 * | `GET /dead-letters`, `GET /bins/:id/dead-letters` `?reason=&targetId=&cursor=&limit=` | `DeadLetterPage` |
 * | `POST /dead-letters/redrive`, `POST /bins/:id/dead-letters/redrive` | `{ids}` or `{reason}` or `{all: true}` → `{redriven}` |
 * | `GET /dead-letters/export`, `GET /bins/:id/dead-letters/export` | JSON lines: a `Delivery` with its `captured` request each |
 * | `POST /bins/:id/resends` | `{targetIds, q? \| ids?, resign?}` → 202 `{id}` |
 * | `GET /resends/:id`, `DELETE /resends/:id` | `Resend`; DELETE cancels |
 * | `GET /requests/:id/lineage` | `Lineage` |
 * | `POST /requests/:id/lab` | `{target \| targetId, times, pattern, spacingMs?}` → 202 `{id}` |
 * | `GET /lab/:id`, `DELETE /lab/:id` | `LabRun`; DELETE cancels |
 *
 * `resign`: `true` signs anew with the target's or the bin's secret (refused with `conflict` for a
 * request whose signature did not verify), `"force"` signs that one too. Live: `delivery:updated`
 * `{binId, delivery}`, coalesced, and `bin:updated` when counts change: read the lists again then.
 */

import type { HeaderList } from "#lib/http/headers.ts";
import type { TargetSettings } from "./target-settings.ts";

export type * from "./target-settings.ts";

/**
 * Where an attempt ended. `response` means that an answer arrived, whatever its status;
 * `interrupted` that the server stopped meanwhile, and the target may or may not have got it.
 */
export type AttemptStage =
  | "guard"
  | "dns"
  | "connect"
  | "tls"
  | "timeout"
  | "request"
  | "response"
  | "interrupted";

/** Every state of a delivery. */
export const DELIVERY_STATES = [
  "queued",
  "running",
  "waiting",
  "succeeded",
  "failed",
  "dead",
  "cancelled",
] as const;

/**
 * `queued` → `running` → `succeeded`; or `waiting` for the next attempt and round again; or out of
 * attempts: `dead` where retries were promised, `failed` where there was to be one attempt only.
 * `cancelled`: by hand, or with its target.
 */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** True while more is to come of a delivery. */
export function isUnderWay({ state }: { state: DeliveryState }): boolean {
  return state === "queued" || state === "running" || state === "waiting";
}

/** What made a delivery: `cli` and `browser` were sent by others and reported to this server. */
export type DeliveryOrigin = "resend" | "rule" | "bulk" | "lab" | "chain" | "cli" | "browser";

/** True for what another sender did and reported: this server has nothing to send again. */
export function isReported(origin: DeliveryOrigin): boolean {
  return origin === "cli" || origin === "browser";
}

/** What the target answered. */
export type AttemptResponse = {
  status: number;
  headers: HeaderList;
  /** The first 128 KiB; null in a list when it has more than 4 KiB: read the delivery itself. */
  bodyBase64: string | null;
  truncated: boolean;
};

/** One try, as it was sent and as it ended. */
export type Attempt = {
  number: number;
  at: string;
  durationMs: number;
  stage: AttemptStage;
  /** A sentence saying what went wrong; null when an answer arrived. */
  error: string | null;
  request: { method: string; url: string; headers: HeaderList; bodyBytes: number };
  response: AttemptResponse | null;
};

/** A delivery as a row of a list. */
export type DeliverySummary = {
  id: string;
  requestId: string;
  binId: string;
  /** The saved target; null for an address given by hand. */
  targetId: string | null;
  /** What it is called now; null for an address given by hand, and when it was deleted. */
  targetName: string | null;
  /** The URL. */
  target: string;
  state: DeliveryState;
  origin: DeliveryOrigin;
  /** Attempts begun so far. */
  attemptCount: number;
  /** When it is sent (again); null when it is being sent or finished. */
  nextAttemptAt: string | null;
  /** What the last attempt came to, to group by: `http_503`, `timeout`, `connect`, …; null before. */
  reason: string | null;
  lastStatus: number | null;
  /** A sentence; null when there is nothing to say. */
  lastError: string | null;
  /** The bulk resend or lab run that it belongs to. */
  batchId: string | null;
  /** The delivery whose answer this one carries on, and how many links came before. */
  parentId: string | null;
  depth: number;
  createdAt: string;
  finishedAt: string | null;
};

/** One captured request on its way to one target, with every finished attempt, first to last. */
export type Delivery = DeliverySummary & { attempts: Attempt[] };

/** Newest first. */
export type DeliveryPage = { items: DeliverySummary[]; nextCursor: string | null };

/** Dead deliveries of the same reason. */
export type ReasonGroup = { reason: string; label: string; count: number };

/** A dead delivery, and the request that did not arrive; null when that was deleted. */
export type DeadLetter = DeliverySummary & { captured: { method: string; path: string } | null };

/** Newest first; groups and `total` count all, whatever page and filter. */
export type DeadLetterPage = {
  items: DeadLetter[];
  nextCursor: string | null;
  total: number;
  /** The most that one bin keeps; the oldest go beyond it. */
  maxPerBin: number;
  groups: ReasonGroup[];
};

/** An address that was used by hand before, as the resend form offers it. */
export type RecentTarget = { url: string; lastUsedAt: string };

/** The circuit breaker of a target's host, as this server sees it. */
export type BreakerState = {
  state: "closed" | "open" | "probing";
  /** When the next probe goes out; null unless open. */
  probeAt: string | null;
};

/** A saved target of a bin: where its requests go, and by which rules. */
export type Target = TargetSettings & {
  id: string;
  binId: string;
  name: string;
  url: string;
  /** `paused`: nothing is sent, deliveries wait. */
  state: "running" | "paused";
  /** Enough to recognise its own signing secret by; null without one. */
  secretHint: string | null;
  createdAt: string;
  counts: {
    succeeded: number;
    failedAttempts: number;
    /** Queued, waiting or being sent now. */
    pending: number;
    dead: number;
    /** Matching captures that were not queued, because too many were waiting. */
    skipped: number;
  };
  lastSuccessAt: string | null;
  lastError: string | null;
  lastErrorAt: string | null;
  breaker: BreakerState;
};

/** When each attempt is made, if every one fails at once. Milliseconds since the attempt before. */
export type SchedulePreview = {
  attempts: {
    attempt: number;
    earliestMs: number;
    latestMs: number;
    /** Since the first attempt, without jitter. */
    afterStartMs: number;
  }[];
  /** "Last try in 1 d 3 h". */
  summary: string;
};

/** A bulk resend. */
export type Resend = {
  id: string;
  binId: string;
  state: "running" | "done" | "cancelled";
  /** Requests to look at, and looked at so far. */
  total: number;
  seen: number;
  /** Its deliveries by what became of them. */
  counts: { pending: number; succeeded: number; failed: number; cancelled: number };
  createdAt: string;
  finishedAt: string | null;
};

/** What the idempotency lab sends when: see lab-plan.ts. */
export type LabPattern = "at_once" | "spaced" | "shuffled" | "pairs";

/** A run of the idempotency lab. */
export type LabRun = {
  id: string;
  binId: string;
  requestId: string;
  state: "running" | "done" | "cancelled";
  pattern: LabPattern;
  times: number;
  /** Equal answers to the repeated request, the most frequent first. `status` is null without an answer. */
  answers: {
    status: number | null;
    error: string | null;
    bodyHash: string | null;
    count: number;
    fastestMs: number;
    slowestMs: number;
    deliveryIds: string[];
  }[];
  verdict: { idempotent: "likely" | "unlikely" | "unknown"; sentence: string };
  createdAt: string;
};

/** Captures of one event of the provider's, oldest first. */
export type Lineage = {
  eventId: string;
  /** What tells that they are the same: the name of a header, of a field, or `body`. */
  from: string;
  captures: {
    requestId: string;
    receivedAt: string;
    replyStatus: number;
    /** Since the capture before; null for the first. */
    gapMs: number | null;
    /** "attempt 3 of the same event, 30 s after the second". */
    sentence: string;
  }[];
  /** What the provider says of its retries; null when it is not known who sent it. */
  published: PublishedSchedule | null;
};

/** What a provider publishes about sending again. */
export type PublishedSchedule = {
  provider: string;
  /** In words. */
  text: string;
  /** Delays between attempts in milliseconds, when it publishes them. */
  delaysMs: number[] | null;
  sourceUrl: string;
};

/** The most of a target's answer that is kept. */
export const MAX_RESPONSE_BODY_BYTES = 128 * 1024;

/** How long one attempt to an address given by hand may take from first lookup to last byte. */
export const ATTEMPT_TIMEOUT_MS = 30_000;
