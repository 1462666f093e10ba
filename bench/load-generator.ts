import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { Histogram } from "./histogram.ts";
import { webhook } from "./webhook.ts";

const run = promisify(execFile);
const MAX_REPORT_BYTES = 64 * 1024 * 1024;

/** What one load gave. Latencies are microseconds from the request to its whole answer. */
export type LoadReport = { perSecond: number; requests: number; latencyUs: Histogram };

/** Posts the webhook from so many connections, each sending the next as soon as it is answered. */
export type LoadGenerator = {
  name: string;
  load: (url: string, connections: number, seconds: number) => Promise<LoadReport>;
};

const reportSchema = z.object({
  requests: z.number().positive(),
  durationUs: z.number().positive(),
  failures: z.number(),
  latencyUs: z.array(z.tuple([z.number(), z.number()])),
});

/**
 * The cheaper generator that is there. On a machine of two cores what it costs is taken from the
 * server: measured here, wrk takes 14 µs of a core for a request, autocannon 27 to 40 µs.
 */
export async function chooseGenerator(): Promise<LoadGenerator> {
  // `wrk -v` ends with 1 and prints its version; only a missing wrk has no output.
  const version = await run("wrk", ["-v"]).catch((error) => error);
  const name = /wrk \S+/.exec(String(version.stdout))?.[0];
  if (name === undefined) return { name: "autocannon", load: loadWithAutocannon };
  return { name, load: loadWithWrk };
}

function loadWithWrk(url: string, connections: number, seconds: number): Promise<LoadReport> {
  const headers = Object.entries(webhook.headers).flatMap(([name, value]) => [
    "-H",
    `${name}: ${value}`,
  ]);
  const script = join(import.meta.dirname, "wrk-report.lua");
  const load = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s", "-s", script];
  return report("wrk", [...load, ...headers, url, "--", webhook.body]);
}

function loadWithAutocannon(
  url: string,
  connections: number,
  seconds: number,
): Promise<LoadReport> {
  const script = join(import.meta.dirname, "autocannon-report.ts");
  return report(process.execPath, [script, url, String(connections), String(seconds)]);
}

async function report(command: string, args: string[]): Promise<LoadReport> {
  const { stdout } = await run(command, args, { maxBuffer: MAX_REPORT_BYTES });
  const json = stdout.split("\n").find((line) => line.startsWith("{"));
  const { requests, durationUs, failures, latencyUs } = reportSchema.parse(JSON.parse(json ?? ""));
  if (failures > 0) throw new Error(`${failures} of ${requests} requests failed`);
  return { perSecond: requests / (durationUs / 1e6), requests, latencyUs };
}
