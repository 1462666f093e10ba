import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { createTestBin } from "#tests/support/api.ts";
import { addTarget, type DeliveryBench, untilDrained } from "./delivery.ts";
import type { Measurement } from "./measurement.ts";
import { webhook } from "./webhook.ts";

const SMALL_BACKLOG = 10_000;
const BACKLOG = 100_000;
/** The server is killed when so many of them have arrived. */
const KILLED_AT = 30_000;
/** What one server sends at once: so many may be under way, and come again later, at the kill. */
const UNDER_WAY = 192;
const MEBIBYTE = 1024 * 1024;

/** What a hundred thousand waiting deliveries do to a server, and a killed server to them. */
export async function measureBacklog(bench: DeliveryBench): Promise<Measurement[]> {
  // Both memories are those of a server that has done nothing else.
  await bench.restart();
  const smallBytes = await peakWhile(bench, async () => {
    const small = await queue(bench, SMALL_BACKLOG);
    await untilDrained(bench, small.targetId);
  });

  const { targetId, before } = await queue(bench, BACKLOG);
  await untilArrived(bench, before + KILLED_AT);
  await bench.restart();
  const from = { count: await arrived(bench), ms: performance.now() };
  const rest = before + BACKLOG - from.count - UNDER_WAY;
  const largeBytes = await peakWhile(bench, () => untilArrived(bench, from.count + rest));
  const seconds = (performance.now() - from.ms) / 1000;
  await untilDrained(bench, targetId);
  const came = (await arrived(bench)) - before;
  return [
    {
      name: "deliveries with attempts recorded",
      value: rest / seconds,
      unit: "/s",
      target: { atLeast: 1_000 },
    },
    {
      name: "of 100,000 waiting when the server was killed, delivered at least once",
      value: Math.min(1, (await succeeded(bench, targetId)) / BACKLOG),
      unit: "",
      target: { atLeast: 1 },
      note: `${came - BACKLOG} came twice`,
    },
    {
      name: "resident memory at 100,000 waiting, more than at 10,000",
      value: (largeBytes - smallBytes) / MEBIBYTE,
      unit: "MiB",
      target: { atMost: 64 },
      note: `${Math.round(largeBytes / MEBIBYTE)} MiB at most`,
    },
  ];
}

/** Puts deliveries of one request before a new target; `before` is what had arrived until then. */
async function queue(
  bench: DeliveryBench,
  count: number,
): Promise<{ targetId: string; before: number }> {
  const { sql, target } = bench;
  const bin = await createTestBin(bench.server.origin);
  const { headers, body } = webhook;
  await fetch(bin.captureUrl, { method: "POST", headers, body });
  const targetId = await addTarget(bench, bin, target);
  const before = await arrived(bench);
  await sql.query(
    `INSERT INTO deliveries (id, request_id, bin_id, target_id, target, body_bytes, state, origin, lane, next_attempt_at)
     SELECT gen_random_uuid(), id, bin_id, $1, $2, body_bytes, 'queued', 'rule', 'target:' || $1, now()
     FROM requests, generate_series(1, $4::int) WHERE bin_id = $3`,
    [targetId, target, bin.id, count],
  );
  await sql.query("VACUUM ANALYZE deliveries");
  return { targetId, before };
}

/** The most that the server held of memory while something lasted. */
async function peakWhile(bench: DeliveryBench, work: () => Promise<void>): Promise<number> {
  let peakBytes = 0;
  const watch = setInterval(async () => {
    peakBytes = Math.max(peakBytes, await residentBytes(bench));
  }, 250);
  await work().finally(() => clearInterval(watch));
  return peakBytes;
}

async function residentBytes({ server }: DeliveryBench): Promise<number> {
  const status = await readFile(`/proc/${server.process.pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

async function succeeded({ sql }: DeliveryBench, targetId: string): Promise<number> {
  const { rows } = await sql.query(
    "SELECT count(*)::int AS count FROM deliveries WHERE target_id = $1 AND state = 'succeeded'",
    [targetId],
  );
  return rows[0].count;
}

async function untilArrived(bench: DeliveryBench, count: number): Promise<void> {
  while ((await arrived(bench)) < count) await pause(100);
}

/** What the receiver has got so far; asking it costs nothing. */
async function arrived({ target }: DeliveryBench): Promise<number> {
  return Number(await (await fetch(target)).text());
}
