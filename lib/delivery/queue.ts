import { db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";
import { BY_HAND } from "./lane.ts";

/**
 * The queue is the table of deliveries itself. Due is what has a `next_attempt_at` that is past; a
 * worker takes it with a lease, which it renews, and gives it back with the outcome. A worker that
 * dies stops renewing: its deliveries are due again at most LEASE_SECONDS + one sweep later.
 * All times are the database's, so that the clocks of several servers need not agree.
 */
const LEASE_SECONDS = 25;
/** Lanes looked at in one pass; the next pass goes on after the last one. */
const LANES_PER_PASS = 500;
const RECOVERED_AT_ONCE = 500;
/** What brings its workers down again and again is not sent for ever. */
const MAX_INTERRUPTIONS = 30;

const INTERRUPTED =
  "The server stopped during this attempt: the target may or may not have received it";

/** A lane with something to send, now or later, and the target it belongs to as it is now. */
export type Lane = {
  lane: string;
  ordered: boolean;
  /** Whoever the bin belongs to: an account, or an anonymous owner. */
  owner: string;
  targetId: string | null;
  /** The URL of one of its deliveries. */
  url: string;
  /** Milliseconds until the first one is due; not positive: now. */
  dueInMs: number;
  /** Null: not a target's, or the target is gone. */
  running: boolean | null;
  settings: unknown;
};

/** A delivery that is now this worker's to send, with the captured request as far as it is left. */
export type ClaimedDelivery = {
  id: string;
  leaseToken: string;
  /** Of the attempt that begins, counted from 1. */
  number: number;
  failureCount: number;
  binId: string;
  requestId: string;
  targetId: string | null;
  lane: string;
  origin: string;
  batchId: string | null;
  depth: number;
  parentId: string | null;
  resign: string;
  retry: unknown;
  url: string;
  method: string | null;
  /** JSON of a HeaderList; null: as captured. */
  headers: string | null;
  /** Null: as captured. */
  body: Uint8Array | null;
  /** Null when the captured request is gone. */
  capturedMethod: string | null;
  capturedHeaders: string | null;
  capturedBody: Uint8Array | null;
  verificationStatus: string | null;
  eventId: string | null;
  /** Of what is sent by hand, whose lane is no one target's: its target's; null without one, or when it is gone. */
  targetSettings: unknown;
};

/** Some lanes by name, and the one that the next ones come after; null: these are the last ones. */
export type LanePage = { lanes: Lane[]; next: string | null };

/**
 * Lanes after `after` (by name) that have something to send, at most 500. Those of a deleted bin are
 * left out: whoever deletes a bin wants nothing more sent from it.
 */
export async function listLanes(after: string): Promise<LanePage> {
  const rows = await db().$queryRaw<(Lane | { lane: string; owner: null })[]>(Prisma.sql`
    WITH RECURSIVE heads AS (
      (SELECT lane, next_attempt_at, ordered, bin_id, target_id, target FROM deliveries
        WHERE next_attempt_at IS NOT NULL AND lane > ${after}
        ORDER BY lane, next_attempt_at LIMIT 1)
      UNION ALL
      SELECT next.* FROM heads CROSS JOIN LATERAL (
        SELECT lane, next_attempt_at, ordered, bin_id, target_id, target FROM deliveries
        WHERE next_attempt_at IS NOT NULL AND lane > heads.lane
        ORDER BY lane, next_attempt_at LIMIT 1) next
    )
    SELECT lane, ordered, coalesce(user_id, owner_hash, bins.id) AS owner, target_id AS "targetId", heads.target AS url,
           extract(epoch FROM next_attempt_at - now())::float8 * 1000 AS "dueInMs",
           targets.running, targets.settings
    FROM (SELECT * FROM heads LIMIT ${LANES_PER_PASS}) heads
    LEFT JOIN bins ON bins.id = heads.bin_id
    LEFT JOIN targets ON targets.id = heads.target_id ORDER BY lane`);
  const isEnd = rows.length < LANES_PER_PASS;
  return {
    lanes: rows.filter((row): row is Lane => row.owner !== null),
    next: isEnd ? null : (rows.at(-1)?.lane ?? null),
  };
}

/**
 * Takes due deliveries, at most `room` of each lane and about `maxBytes` of bodies in all. Of an
 * ordered lane only the oldest unfinished one can be taken, and only when it is due. Does not wait
 * for the disk: should the database's machine die just then, they are due again and sent once more.
 *
 * The planner takes what the lanes give for half the table, whatever they do give: the array and the
 * lateral join keep it from reading all deliveries, and all requests, for each claim.
 */
export function claimDeliveries(input: {
  lanes: readonly { lane: string; ordered: boolean; room: number }[];
  maxBytes: number;
  leaseToken: string;
}): Promise<ClaimedDelivery[]> {
  const { lanes, maxBytes, leaseToken } = input;
  return db().$queryRaw<ClaimedDelivery[]>(Prisma.sql`
    WITH wanted AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(lanes)}::json)
        AS w(lane text, ordered boolean, room int)
    ), unordered AS (
      SELECT due.* FROM wanted CROSS JOIN LATERAL (
        SELECT id, body_bytes, next_attempt_at FROM deliveries
        WHERE lane = wanted.lane AND next_attempt_at <= now()
        ORDER BY next_attempt_at LIMIT wanted.room FOR UPDATE SKIP LOCKED) due
      WHERE NOT wanted.ordered
    ), in_order AS (
      SELECT due.* FROM wanted CROSS JOIN LATERAL (
        SELECT id, body_bytes, next_attempt_at FROM deliveries
        WHERE id = (SELECT id FROM deliveries WHERE lane = wanted.lane AND ordered AND finished_at IS NULL
                    ORDER BY id LIMIT 1)
          AND next_attempt_at <= now() FOR UPDATE SKIP LOCKED) due
      WHERE wanted.ordered
    ), sized AS (
      SELECT id, sum(body_bytes) OVER (ORDER BY next_attempt_at, id) - body_bytes AS bytes_before
      FROM (SELECT * FROM unordered UNION ALL SELECT * FROM in_order) due
    ), claimed AS (
      UPDATE deliveries SET state = 'running', next_attempt_at = NULL, started_at = now(),
        lease_token = ${leaseToken}::uuid, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
        attempt_count = attempt_count + 1
      WHERE id = ANY (ARRAY(SELECT id FROM sized WHERE bytes_before < ${maxBytes}))
      RETURNING *
    )
    SELECT claimed.id::text, lease_token::text AS "leaseToken", attempt_count AS number,
           failure_count AS "failureCount", claimed.bin_id AS "binId",
           request_id::text AS "requestId", target_id AS "targetId", lane, origin,
           batch_id::text AS "batchId", depth, parent_id::text AS "parentId", resign, retry,
           claimed.target AS url, claimed.method, claimed.headers, claimed.body,
           captured.method AS "capturedMethod", captured.headers AS "capturedHeaders",
           CASE WHEN claimed.body IS NULL THEN captured.body END AS "capturedBody",
           verification_status AS "verificationStatus", captured.event_id AS "eventId",
           CASE WHEN starts_with(lane, ${BY_HAND})
             THEN (SELECT settings FROM targets WHERE targets.id = target_id) END AS "targetSettings"
    FROM claimed
    LEFT JOIN LATERAL (SELECT * FROM requests WHERE requests.id = request_id LIMIT 1) captured ON true
    CROSS JOIN (SELECT set_config('synchronous_commit', 'off', true)) unsynced`);
}

/** What a worker holds. */
export type Held = readonly { id: string; leaseToken: string }[];

/** Says that these are still being sent. */
export function renewLeases(held: Held): Promise<void> {
  return setLeases(held, LEASE_SECONDS);
}

/** Says that these will not be finished here: they are due again at the next sweep. */
export function dropLeases(held: Held): Promise<void> {
  return setLeases(held, -1);
}

async function setLeases(held: Held, seconds: number): Promise<void> {
  if (held.length === 0) return;
  await db().$executeRaw(Prisma.sql`
    UPDATE deliveries SET lease_until = now() + make_interval(secs => ${seconds})
    FROM json_to_recordset(${JSON.stringify(held)}::json) AS held(id uuid, "leaseToken" uuid)
    WHERE deliveries.id = held.id AND lease_token = held."leaseToken"`);
}

/**
 * Cancels what waits in lanes of targets that are gone: it was queued, or failed, at the very moment
 * that its target was deleted. Returns what was.
 */
export function cancelOrphans(lanes: readonly string[]): Promise<{ id: string; binId: string }[]> {
  return db().$queryRaw<{ id: string; binId: string }[]>(Prisma.sql`
    UPDATE deliveries SET state = 'cancelled', next_attempt_at = NULL, finished_at = now()
    WHERE lane = ANY (${lanes}::text[]) AND next_attempt_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM targets WHERE targets.id = target_id)
    RETURNING id::text, bin_id AS "binId"`);
}

/** Makes due again what a dead worker held, its attempt marked as interrupted. Returns what was. */
export function recoverExpired(): Promise<{ id: string; binId: string }[]> {
  return db().$queryRaw<{ id: string; binId: string }[]>(Prisma.sql`
    WITH expired AS (
      SELECT id, (SELECT count(*) < ${MAX_INTERRUPTIONS} - 1 FROM attempts
        WHERE delivery_id = id AND stage = 'interrupted') AS goes_on
      FROM deliveries WHERE lease_until < now()
      ORDER BY lease_until LIMIT ${RECOVERED_AT_ONCE} FOR UPDATE SKIP LOCKED
    ), freed AS (
      UPDATE deliveries SET lease_token = NULL, lease_until = NULL,
        state = CASE WHEN goes_on THEN 'waiting' ELSE 'dead' END,
        next_attempt_at = CASE WHEN goes_on THEN now() END,
        finished_at = CASE WHEN NOT goes_on THEN now() END,
        last_error = ${INTERRUPTED}, reason = 'interrupted'
      FROM expired WHERE deliveries.id = expired.id RETURNING deliveries.*
    ), interrupted AS (
      INSERT INTO attempts (delivery_id, number, at, duration_ms, stage, error,
                            request_method, request_url, request_headers, request_bytes)
      SELECT id, attempt_count, started_at, 0, 'interrupted', ${INTERRUPTED},
             coalesce(method, (SELECT method FROM requests WHERE requests.id = request_id), 'POST'),
             target, coalesce(headers, '[]'), body_bytes
      FROM freed ON CONFLICT DO NOTHING
    )
    SELECT id::text, bin_id AS "binId" FROM freed`);
}
