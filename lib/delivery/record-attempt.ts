import { db } from "#lib/db.ts";
import { newRequestId } from "#lib/ids.ts";
import { Prisma } from "#prisma/client/client.ts";
import type { DeliveryState } from "./schema.ts";
import type { AttemptResult } from "./send-attempt.ts";

/** In the `stage` column while an attempt is under way: it has ended nowhere yet. */
export const RUNNING = "running";

const INTERRUPTED =
  "The server stopped during this attempt: the target may or may not have received it";

/** A delivery that is now this worker's to send. Headers are JSON of a HeaderList. */
export type ClaimedDelivery = {
  attemptId: string;
  number: number;
  binId: string;
  method: string;
  target: string;
  headers: string;
  /** Null when the captured request is gone. */
  body: Uint8Array | null;
};

/**
 * Begins the next attempt: marks the delivery as running, and an attempt that never ended as
 * interrupted. Null when the delivery is finished or gone, so that a job seen twice sends once, and
 * when its bin is: whoever deletes a bin wants nothing more sent from it.
 */
export async function beginAttempt(deliveryId: string, now: Date): Promise<ClaimedDelivery | null> {
  const attemptId = newRequestId();
  const rows = await db().$queryRaw<ClaimedDelivery[]>(Prisma.sql`
    WITH claimed AS (
      UPDATE deliveries SET state = 'running'
      WHERE id = ${deliveryId}::uuid AND state IN ('queued', 'running')
        AND EXISTS (SELECT 1 FROM bins WHERE bins.id = bin_id) RETURNING *
    ), interrupted AS (
      UPDATE attempts SET stage = 'request', error = ${INTERRUPTED}
      WHERE delivery_id IN (SELECT id FROM claimed) AND stage = ${RUNNING}
    ), begun AS (
      INSERT INTO attempts (id, delivery_id, number, at, duration_ms, stage,
                            request_method, request_url, request_headers, request_bytes)
      SELECT ${attemptId}::uuid, claimed.id, 1 + coalesce(max(earlier.number), 0),
             ${now.toISOString()}::timestamptz, 0, ${RUNNING}, claimed.method, claimed.target,
             claimed.headers, coalesce(octet_length(claimed.body), 0)
      FROM claimed LEFT JOIN attempts earlier ON earlier.delivery_id = claimed.id
      GROUP BY claimed.id, claimed.method, claimed.target, claimed.headers, claimed.body
      RETURNING number
    )
    SELECT ${attemptId} AS "attemptId", begun.number, claimed.bin_id AS "binId", claimed.method,
           claimed.target, claimed.headers, coalesce(claimed.body, requests.body) AS body
    FROM claimed CROSS JOIN begun LEFT JOIN requests ON requests.id = claimed.request_id`);
  return rows[0] ?? null;
}

/**
 * Records how an attempt ended and what became of its delivery, in one statement. A delivery that
 * succeeded stays so, whatever a slower attempt says afterwards.
 */
export async function endAttempt(input: {
  deliveryId: string;
  attemptId: string;
  result: AttemptResult;
  state: Extract<DeliveryState, "succeeded" | "failed">;
  now: Date;
}): Promise<void> {
  const { deliveryId, attemptId, result, state, now } = input;
  const { request, response } = result;
  await db().$executeRaw(Prisma.sql`
    WITH ended AS (
      UPDATE attempts SET
        at = ${result.at.toISOString()}::timestamptz, duration_ms = ${result.durationMs}::real,
        stage = ${result.stage}, error = ${result.error},
        request_method = ${request.method}, request_url = ${request.url},
        request_headers = ${JSON.stringify(request.headers)}, request_bytes = ${request.bodyBytes},
        response_status = ${response?.status ?? null}::smallint,
        response_headers = ${response ? JSON.stringify(response.headers) : null},
        response_body = ${response ? Buffer.from(response.body) : null}::bytea,
        truncated = ${response?.truncated ?? false}
      WHERE id = ${attemptId}::uuid
    )
    UPDATE deliveries SET state = ${state}, finished_at = ${now.toISOString()}::timestamptz
    WHERE id = ${deliveryId}::uuid AND state <> 'succeeded'`);
}
