import { connectDb, disconnectDb } from "#lib/db.ts";
import { listRequests } from "#lib/requests/queries.ts";
import { callApi } from "#tests/support/api.ts";
import { percentileOf } from "./histogram.ts";
import { RARE_WORD, storeManyRequests } from "./many-requests.ts";
import type { Measurement } from "./measurement.ts";
import { withServerAndDatabase } from "./servers.ts";

const REQUESTS = 100_000;
const REPEATS = 200;
const FILTER_REPEATS = 5;
const ENV = { HOOKGLASS_MAX_REQUESTS_PER_BIN: "1000000" };

const FILTERS: [name: string, q: string][] = [
  ["a word in every request", "mona@example.com"],
  ["a word in 1 % of them", RARE_WORD],
  ["a word in none", "no such word anywhere"],
];

/** Page 1 of a bin with 100,000 requests: what the query takes, and the whole call; with filters. */
export async function measureListPage(): Promise<Measurement[]> {
  return withServerAndDatabase(ENV, async ({ server, bin, databaseUrl }) => {
    connectDb(databaseUrl);
    await storeManyRequests(bin.id, REQUESTS);
    const call = async (q: string | null) => {
      const filter = q === null ? "" : `&q=${encodeURIComponent(q)}`;
      const path = `/bins/${bin.id}/requests?limit=50${filter}`;
      const { status } = await callApi(server.origin, bin.ownerToken, "GET", path);
      if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
    };
    const queryMs = await repeat(REPEATS, () => listRequests({ binId: bin.id, limit: 50 }));
    const callMs = await repeat(REPEATS, () => call(null));
    const measurements: Measurement[] = [
      { name: "page 1 of 100,000: query p50", value: percentileOf(queryMs, 50), unit: "ms" },
      { name: "page 1 of 100,000: HTTP p50", value: percentileOf(callMs, 50), unit: "ms" },
      {
        name: "page 1 of 100,000: HTTP p99",
        value: percentileOf(callMs, 99),
        unit: "ms",
        target: { atMost: 30 },
      },
    ];
    for (const [name, q] of FILTERS) {
      const ms = await repeat(FILTER_REPEATS, () => call(q));
      measurements.push({
        name: `filter, ${name}: HTTP p50`,
        value: percentileOf(ms, 50),
        unit: "ms",
      });
    }
    await disconnectDb();
    return measurements;
  });
}

/** Milliseconds of each call, after some that warm up. */
async function repeat(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const tookMs: number[] = [];
  const warmUps = Math.ceil(times / 10);
  for (let count = -warmUps; count < times; count += 1) {
    const startedMs = performance.now();
    await work();
    if (count >= 0) tookMs.push(performance.now() - startedMs);
  }
  return tookMs;
}
