import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { createTestBin } from "#tests/support/api.ts";
import { addTarget, type DeliveryBench, untilDrained } from "./delivery.ts";
import type { Measurement } from "./measurement.ts";
import { webhook } from "./webhook.ts";

const BACKLOG = 100_000;
/** The server is killed when so much of it is left. */
const KILLED_AT = 0.7;

/** What a hundred thousand waiting deliveries do to a server, and a killed server to them. */
export async function measureBacklog(bench: DeliveryBench): Promise<Measurement[]> {
  const { sql, target } = bench;
  const bin = await createTestBin(bench.server.origin);
  const { headers, body } = webhook;
  await fetch(bin.captureUrl, { method: "POST", headers, body });
  const targetId = await addTarget(bench, bin, target);
  const before = await received(target);
  await sql.query(
    `INSERT INTO deliveries (id, request_id, bin_id, target_id, target, body_bytes, state, origin, lane, next_attempt_at)
     SELECT gen_random_uuid(), id, bin_id, $1, $2, body_bytes, 'queued', 'rule', 'target:' || $1, now()
     FROM requests, generate_series(1, $4::int) WHERE bin_id = $3`,
    [targetId, target, bin.id, BACKLOG],
  );
  await sql.query("VACUUM ANALYZE deliveries");
  await untilLeft(bench, targetId, BACKLOG * KILLED_AT);
  await bench.restart();

  let peakBytes = 0;
  const watch = setInterval(async () => {
    peakBytes = Math.max(peakBytes, await residentBytes(bench));
  }, 500);
  const from = { left: await left(bench, targetId), ms: performance.now() };
  await untilLeft(bench, targetId, from.left / 2);
  const halfwayBytes = await residentBytes(bench);
  await untilLeft(bench, targetId, 0);
  const seconds = (performance.now() - from.ms) / 1000;
  clearInterval(watch);
  await untilDrained(bench, targetId);
  const came = (await received(target)) - before;
  const megabytes = (bytes: number) => bytes / 1024 / 1024;
  return [
    {
      name: "deliveries with attempts recorded",
      value: from.left / seconds,
      unit: "/s",
      target: { atLeast: 1_000 },
    },
    {
      name: "of 100,000 waiting when the server was killed, delivered at least once",
      value: Math.min(1, came / BACKLOG),
      unit: "",
      target: { atLeast: 1 },
      note: `${came - BACKLOG} came twice`,
    },
    {
      name: "resident memory while they go out, at most",
      value: megabytes(peakBytes),
      unit: "MiB",
      note: `${Math.round(megabytes(halfwayBytes))} MiB halfway`,
    },
  ];
}

async function residentBytes({ server }: DeliveryBench): Promise<number> {
  const status = await readFile(`/proc/${server.process.pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

async function left({ sql }: DeliveryBench, targetId: string): Promise<number> {
  const { rows } = await sql.query(
    "SELECT count(*)::int AS left FROM deliveries WHERE target_id = $1 AND next_attempt_at IS NOT NULL",
    [targetId],
  );
  return rows[0].left;
}

async function untilLeft(bench: DeliveryBench, targetId: string, count: number): Promise<void> {
  while ((await left(bench, targetId)) > count) await pause(250);
}

async function received(target: string): Promise<number> {
  return Number(await (await fetch(target)).text());
}
