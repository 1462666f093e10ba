import type { HeaderList } from "#lib/http/headers.ts";

/** Where an attempt ended. `response` means that an answer arrived, whatever its status. */
export type AttemptStage = "guard" | "dns" | "connect" | "tls" | "timeout" | "request" | "response";

/** `queued` → `running` → `succeeded` (2xx) or `failed`. */
export type DeliveryState = "queued" | "running" | "succeeded" | "failed";

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

/** One captured request on its way to one target. */
export type Delivery = {
  id: string;
  requestId: string;
  binId: string;
  target: string;
  state: DeliveryState;
  createdAt: string;
  finishedAt: string | null;
  attempts: Attempt[];
};

/** The most of a target's answer that is kept. */
export const MAX_RESPONSE_BODY_BYTES = 128 * 1024;

/** How long one attempt may take from first lookup to last byte. */
export const ATTEMPT_TIMEOUT_MS = 30_000;
