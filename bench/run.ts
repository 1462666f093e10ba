/**
 * `npm run bench`: measures the real server from outside, prints a table and writes it as JSON.
 * `npm run bench -- capture live --seconds 20` runs some parts, `--quick` everything in short.
 */
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { measureCapture } from "./capture.ts";
import { watchBin } from "./capture-variants.ts";
import { measureListPage } from "./list-page.ts";
import { measureLive } from "./live.ts";
import { chooseGenerator } from "./load-generator.ts";
import type { BenchPart, Measurement } from "./measurement.ts";
import { measureMemory } from "./memory.ts";
import { measurePageWeight } from "./page-weight.ts";
import { measureStartUp } from "./start-up.ts";
import { formatTable } from "./table.ts";
import { measureVerification } from "./verification.ts";

const ROOT = join(import.meta.dirname, "..");
const QUICK_SECONDS = 5;

const PARTS: Record<string, BenchPart> = {
  capture: {
    title: "Capture",
    run: (options) => measureCapture({ options, connections: [32, 64, 256], label: "capture" }),
  },
  "capture-watched": {
    title: "Capture into a bin that a browser watches",
    run: (options) =>
      measureCapture({ options, connections: [64], label: "watched", prepare: watchBin }),
  },
  verification: { title: "Checking signatures", run: measureVerification },
  live: { title: "Live", run: measureLive },
  list: { title: "Reading a full bin", run: measureListPage },
  memory: { title: "Resident memory", run: measureMemory },
  start: { title: "Starting", run: measureStartUp },
  weight: { title: "JavaScript", run: measurePageWeight },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string", default: "60" }, quick: { type: "boolean" } },
});
const options = { seconds: values.quick ? QUICK_SECONDS : Number(values.seconds) };
const chosen = positionals.length > 0 ? positionals : Object.keys(PARTS);
const unknown = chosen.filter((name) => !(name in PARTS));
if (unknown.length > 0 || !(options.seconds >= 1)) {
  console.error(`Parts: ${Object.keys(PARTS).join(", ")}. --seconds takes a number from 1.`);
  process.exit(1);
}

execFileSync(process.execPath, [join(ROOT, "scripts/build.ts")], { stdio: "inherit" });
const { name: generator } = await chooseGenerator();
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
const commit = execFileSync("git", ["rev-parse", "HEAD"], { cwd: ROOT }).toString().trim();
const startedAt = new Date();
const file = join(ROOT, `bench/results/${startedAt.toISOString().replaceAll(":", "-")}.json`);
await mkdir(dirname(file), { recursive: true });
console.log(`${machine}; load from ${generator}, ${options.seconds} s each`);
if (loadAverage() > 1)
  console.log("The machine has other work to do: believe nothing but the ratios.");

const results: Record<string, Measurement[]> = {};
const loadAverages: Record<string, number> = {};
for (const name of chosen) {
  const part = PARTS[name];
  if (!part) continue;
  loadAverages[name] = loadAverage();
  results[name] = await part.run(options);
  console.log(formatTable(part.title, results[name]));
  // After each part, so that one that fails takes nothing with it.
  const report = { startedAt, commit, machine, generator, options, loadAverages, results };
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
}
console.log(`\nWritten to ${file}`);

/** Processes that ran or wanted to, averaged over the last minute. */
function loadAverage(): number {
  return loadavg()[0] ?? 0;
}
