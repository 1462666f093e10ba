import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { db } from "#lib/db.ts";
import { claimDeliveries, listLanes } from "#lib/delivery/queue.ts";
import { captureRequest } from "#tests/support/captured-row.ts";
import { useDeliveryStack } from "#tests/support/delivery-stack.ts";

const BACKLOG = 20_000;
const CLAIMS = 10;
const ROOM = 16;

useDeliveryStack();

/** Rows read by going through whole tables, and rows changed, since the database began. */
async function tableReads(): Promise<{ read: number; changed: number }> {
  const [row] = await db().$queryRaw<{ read: number; changed: number }[]>`
    SELECT sum(seq_tup_read)::int AS read, sum(n_tup_upd)::int AS changed
    FROM pg_stat_user_tables WHERE relname IN ('deliveries', 'requests')`;
  return row ?? { read: 0, changed: 0 };
}

test("Taking a few deliveries of a large backlog reads these few, and their requests.", async () => {
  const { binId } = await captureRequest();
  await db().$executeRaw`
    INSERT INTO requests SELECT (r).* FROM (
      SELECT jsonb_populate_record(requests, jsonb_build_object('id', gen_random_uuid())) AS r
      FROM requests, generate_series(1, ${BACKLOG}) WHERE bin_id = ${binId}) copies`;
  // No worker takes them: the target of the lane is not there.
  await db().$executeRaw`
    INSERT INTO deliveries (id, request_id, bin_id, target, body_bytes, state, lane, next_attempt_at)
    SELECT gen_random_uuid(), id, bin_id, 'http://127.0.0.1/', 11, 'queued', 'target:gone', now()
    FROM requests WHERE bin_id = ${binId}`;
  await db().$executeRaw`ANALYZE deliveries, requests`;
  expect((await listLanes("")).lanes.map(({ lane }) => lane)).toEqual(["target:gone"]);

  const before = await tableReads();
  const lanes = [{ lane: "target:gone", ordered: false, room: ROOM }];
  const taken = new Set<string>();
  for (let n = 0; n < CLAIMS; n += 1) {
    const claimed = await claimDeliveries({ lanes, maxBytes: 1e9, leaseToken: randomUUID() });
    for (const { id, capturedBody } of claimed) {
      expect(Buffer.from(capturedBody ?? []).toString()).toBe('{"order":1}');
      taken.add(id);
    }
  }
  expect(taken.size).toBe(CLAIMS * ROOM);
  // The database counts with a delay, each connection for itself.
  const after = await vi.waitFor(
    async () => {
      await Promise.all(Array.from({ length: 10 }, () => listLanes("")));
      const now = await tableReads();
      expect(now.changed - before.changed).toBeGreaterThanOrEqual(CLAIMS * ROOM);
      return now;
    },
    { timeout: 20_000, interval: 250 },
  );
  expect(after.read - before.read).toBeLessThan(BACKLOG);
});
