import { db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";
import { insertDeliveries, type NewDelivery } from "./insert-deliveries.ts";
import type { DeliveryState } from "./schema.ts";
import type { AttemptResult } from "./send-attempt.ts";

/** How an attempt ended, and what becomes of its delivery. */
export type Outcome = {
  deliveryId: string;
  binId: string;
  targetId: string | null;
  leaseToken: string;
  result: AttemptResult;
  state: Extract<DeliveryState, "succeeded" | "waiting" | "failed" | "dead">;
  /** Until the next attempt; null unless waiting. */
  afterMs: number | null;
  failureCount: number;
  reason: string | null;
  /** For lists: the sentence, or what the target answered. */
  lastError: string | null;
  /** The next link of a chain, committed together with the success that it follows from. */
  next: NewDelivery | null;
};

/**
 * Records many attempts in one transaction. Who lost the lease meanwhile (token) changes no state any
 * more, but its attempt is recorded as it really ended, in place of the mark that it was interrupted.
 */
export async function recordOutcomes(outcomes: readonly Outcome[]): Promise<void> {
  const batch = JSON.stringify(outcomes.map(toColumns));
  const next = outcomes.flatMap((outcome) => outcome.next ?? []);
  const statement = db().$executeRaw(Prisma.sql`
    WITH batch AS (
      SELECT * FROM json_to_recordset(${batch}::json) AS b(
        id uuid, token uuid, state text, after_ms float8, failures int, reason text,
        last_error text, target_id text, number int, at timestamptz, duration_ms real, stage text,
        error text, method text, url text, headers text, bytes int, status smallint,
        answer_headers text, answer_body text, truncated boolean)
    ), settled AS (
      UPDATE deliveries SET state = batch.state, failure_count = failures,
        reason = batch.reason, last_error = batch.last_error, last_status = batch.status,
        next_attempt_at = CASE WHEN batch.state = 'waiting'
          THEN now() + make_interval(secs => after_ms / 1000) END,
        finished_at = CASE WHEN batch.state <> 'waiting' THEN now() END,
        lease_token = NULL, lease_until = NULL
      FROM batch WHERE deliveries.id = batch.id AND lease_token = batch.token
      RETURNING batch.target_id, batch.state, batch.last_error
    ), counted AS (
      UPDATE targets SET succeeded = succeeded + sums.good, failed_attempts = failed_attempts + sums.bad,
        dead = targets.dead + sums.dead,
        last_success_at = CASE WHEN sums.good > 0 THEN now() ELSE last_success_at END,
        last_error = coalesce(sums.error, targets.last_error),
        last_error_at = CASE WHEN sums.bad > 0 THEN now() ELSE last_error_at END
      FROM (
        SELECT target_id, count(*) FILTER (WHERE state = 'succeeded')::int AS good,
          count(*) FILTER (WHERE state <> 'succeeded')::int AS bad,
          count(*) FILTER (WHERE state = 'dead')::int AS dead,
          max(last_error) FILTER (WHERE state <> 'succeeded') AS error
        FROM settled WHERE target_id IS NOT NULL GROUP BY target_id) sums
      WHERE targets.id = sums.target_id
    )
    INSERT INTO attempts (delivery_id, number, at, duration_ms, stage, error, request_method,
      request_url, request_headers, request_bytes, response_status, response_headers,
      response_body, truncated)
    SELECT id, number, at, duration_ms, stage, error, method, url, headers, bytes, status,
      answer_headers, decode(answer_body, 'base64'), truncated
    FROM batch WHERE EXISTS (SELECT 1 FROM deliveries WHERE deliveries.id = batch.id)
    ON CONFLICT (delivery_id, number) DO UPDATE SET
      at = excluded.at, duration_ms = excluded.duration_ms, stage = excluded.stage,
      error = excluded.error, request_method = excluded.request_method,
      request_url = excluded.request_url, request_headers = excluded.request_headers,
      request_bytes = excluded.request_bytes, response_status = excluded.response_status,
      response_headers = excluded.response_headers, response_body = excluded.response_body,
      truncated = excluded.truncated`);
  if (next.length === 0) await statement;
  else await db().$transaction([statement, insertDeliveries(db(), next)]);
}

/** What of an outcome must fit into memory and into a batch. */
export function outcomeBytes({ result, next }: Outcome): number {
  return (result.response?.body.length ?? 0) + (next?.body?.length ?? 0) + 2_048;
}

function toColumns(outcome: Outcome) {
  const { result } = outcome;
  const { request, response } = result;
  const body = response?.body;
  return {
    id: outcome.deliveryId,
    token: outcome.leaseToken,
    state: outcome.state,
    after_ms: outcome.afterMs,
    failures: outcome.failureCount,
    reason: outcome.reason,
    last_error: outcome.lastError,
    target_id: outcome.targetId,
    number: result.number,
    at: result.at.toISOString(),
    duration_ms: result.durationMs,
    stage: result.stage,
    error: result.error,
    method: request.method,
    url: request.url,
    headers: JSON.stringify(request.headers),
    bytes: request.bodyBytes,
    status: response?.status ?? null,
    answer_headers: response ? JSON.stringify(response.headers) : null,
    answer_body: body
      ? Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("base64")
      : null,
    truncated: response?.truncated ?? false,
  };
}
