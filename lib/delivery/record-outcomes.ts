import { db } from "#lib/db.ts";
import { binaryArray, pgTypes } from "#lib/requests/binary-array.ts";
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
  /** Where it waits for the next attempt. */
  lane: string;
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
 * more and nothing follows from it, but its attempt is recorded as it really ended, in place of the
 * mark that it was interrupted. The commit does not wait for the disk: captures wait for it, and what
 * a crash of the database's machine undoes (half a second at most) is sent once more.
 */
export async function recordOutcomes(outcomes: readonly Outcome[]): Promise<void> {
  const results = outcomes.map(({ result }) => result);
  const answers = results.map(({ response }) => response);
  const { text, bytea, uuid, timestamptz, smallint, integer, real, double, boolean } = pgTypes;
  const next = outcomes.flatMap((outcome) => outcome.next ?? []);
  const statement = Prisma.sql`
    WITH batch AS (
      SELECT * FROM unnest(
        ${binaryArray(uuid, outcomes, (row) => row.deliveryId)}::uuid[],
        ${binaryArray(uuid, outcomes, (row) => row.leaseToken)}::uuid[],
        ${binaryArray(text, outcomes, (row) => row.state)}::text[],
        ${binaryArray(text, outcomes, (row) => row.lane)}::text[],
        ${binaryArray(double, outcomes, (row) => row.afterMs)}::float8[],
        ${binaryArray(integer, outcomes, (row) => row.failureCount)}::int[],
        ${binaryArray(text, outcomes, (row) => row.reason)}::text[],
        ${binaryArray(text, outcomes, (row) => row.lastError)}::text[],
        ${binaryArray(text, outcomes, (row) => row.targetId)}::text[],
        ${binaryArray(integer, results, (row) => row.number)}::int[],
        ${binaryArray(timestamptz, results, (row) => row.at)}::timestamptz[],
        ${binaryArray(real, results, (row) => row.durationMs)}::real[],
        ${binaryArray(text, results, (row) => row.stage)}::text[],
        ${binaryArray(text, results, (row) => row.error)}::text[],
        ${binaryArray(text, results, ({ request }) => request.method)}::text[],
        ${binaryArray(text, results, ({ request }) => request.url)}::text[],
        ${binaryArray(text, results, ({ request }) => JSON.stringify(request.headers))}::text[],
        ${binaryArray(integer, results, ({ request }) => request.bodyBytes)}::int[],
        ${binaryArray(smallint, answers, (answer) => answer?.status ?? null)}::smallint[],
        ${binaryArray(text, answers, (answer) => answer && JSON.stringify(answer.headers))}::text[],
        ${binaryArray(bytea, answers, (answer) => answer?.body ?? null)}::bytea[],
        ${binaryArray(boolean, answers, (answer) => answer?.truncated ?? false)}::boolean[]
      ) AS b(id, token, state, lane, after_ms, failures, reason, last_error, target_id, number, at,
        duration_ms, stage, error, method, url, headers, bytes, status, answer_headers,
        answer_body, truncated)
    ), settled AS (
      UPDATE deliveries SET state = batch.state, failure_count = failures,
        lane = CASE WHEN batch.state = 'waiting' THEN batch.lane ELSE deliveries.lane END,
        reason = batch.reason, last_error = batch.last_error, last_status = batch.status,
        next_attempt_at = CASE WHEN batch.state = 'waiting'
          THEN now() + make_interval(secs => after_ms / 1000) END,
        finished_at = CASE WHEN batch.state <> 'waiting' THEN now() END,
        lease_token = NULL, lease_until = NULL
      FROM batch WHERE deliveries.id = batch.id AND lease_token = batch.token
      RETURNING batch.id, batch.target_id, batch.state, batch.last_error
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
    ), recorded AS (
    INSERT INTO attempts (delivery_id, number, at, duration_ms, stage, error, request_method,
      request_url, request_headers, request_bytes, response_status, response_headers,
      response_body, truncated)
    SELECT id, number, at, duration_ms, stage, error, method, url, headers, bytes, status,
      answer_headers, answer_body, truncated
    FROM batch WHERE EXISTS (SELECT 1 FROM deliveries WHERE deliveries.id = batch.id)
    ON CONFLICT (delivery_id, number) DO UPDATE SET
      at = excluded.at, duration_ms = excluded.duration_ms, stage = excluded.stage,
      error = excluded.error, request_method = excluded.request_method,
      request_url = excluded.request_url, request_headers = excluded.request_headers,
      request_bytes = excluded.request_bytes, response_status = excluded.response_status,
      response_headers = excluded.response_headers, response_body = excluded.response_body,
      truncated = excluded.truncated
    )
    SELECT id::text FROM settled
    CROSS JOIN (SELECT set_config('synchronous_commit', 'off', true)) unsynced`;
  if (next.length === 0) {
    await db().$executeRaw(statement);
    return;
  }
  await db().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>(statement);
    const settled = new Set<string | null>(rows.map(({ id }) => id));
    const following = next.filter(({ parentId }) => settled.has(parentId));
    if (following.length > 0) await insertDeliveries(tx, following);
  });
}

/** What of an outcome must fit into memory and into a batch. */
export function outcomeBytes({ result, next }: Outcome): number {
  return (result.response?.body.length ?? 0) + (next?.body?.length ?? 0) + 2_048;
}
