import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chooseGenerator } from "./load-generator.ts";
import type { BenchOptions, Measurement } from "./measurement.ts";
import { withServer } from "./servers.ts";

const IDLE_MS = 10_000;
const SAMPLE_EVERY_MS = 500;
const CONNECTIONS = 64;
const MEBIBYTE = 1024 * 1024;

type Memory = { serverBytes: number; databaseBytes: number };

/**
 * Resident memory of the server process, and of PostgreSQL's processes together with what they
 * share counted once; Linux only, which alone tells how much is shared.
 */
export async function measureMemory(options: BenchOptions): Promise<Measurement[]> {
  if (process.platform !== "linux") return [];
  const generator = await chooseGenerator();
  return withServer({}, async ({ server, bin }) => {
    const read = async (): Promise<Memory> => ({
      serverBytes: await proportionalBytes(server.process.pid ?? 0),
      databaseBytes: await databaseBytes(server.dataDir),
    });
    await pause(IDLE_MS);
    const idle = await read();
    let loading = true;
    const load = generator.load(bin.captureUrl, CONNECTIONS, options.seconds).finally(() => {
      loading = false;
    });
    const peak = { ...idle };
    while (loading) {
      await pause(SAMPLE_EVERY_MS);
      const now = await read();
      peak.serverBytes = Math.max(peak.serverBytes, now.serverBytes);
      peak.databaseBytes = Math.max(peak.databaseBytes, now.databaseBytes);
    }
    await load;
    return [
      { name: "server process, idle", value: idle.serverBytes / MEBIBYTE, unit: "MiB" },
      { name: "PostgreSQL, idle", value: idle.databaseBytes / MEBIBYTE, unit: "MiB" },
      { name: "server process, highest at c=64", value: peak.serverBytes / MEBIBYTE, unit: "MiB" },
      { name: "PostgreSQL, highest at c=64", value: peak.databaseBytes / MEBIBYTE, unit: "MiB" },
    ];
  });
}

/** The postmaster and its children; 256 MB of it are the buffers that they share. */
async function databaseBytes(dataDir: string): Promise<number> {
  const file = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8");
  const postmaster = Number.parseInt(file, 10);
  const pids = (await readdir("/proc")).map(Number).filter(Number.isInteger);
  const sizes = pids.map(async (pid) => {
    const isOurs = pid === postmaster || (await parentOf(pid)) === postmaster;
    return isOurs ? proportionalBytes(pid) : 0;
  });
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}

/** Field 4 of proc_pid_stat(5), counted behind the name, which may hold anything. */
async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** Resident bytes, each page divided by how many processes share it; 0 when the process is gone. */
async function proportionalBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;
}
