import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { giveTo, type RunAs } from "./unprivileged-user.ts";

/** No system gives so high a number to a process. */
const NOBODY_PID = 2 ** 31 - 2;

/** Whether the process that a cluster's pid file names lives, and is a PostgreSQL. */
export async function isPostgresRunning(cluster: string): Promise<boolean> {
  const pid = Number.parseInt(await readPidFile(cluster), 10);
  if (!Number.isInteger(pid) || !isAlive(pid)) return false;
  // After a crash of the machine the number may be another program's; in a container, a dead
  // PostgreSQL stays a zombie when we are process 1 (proc_pid_stat(5)).
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return stat === null || /^\d+ \(postgres\) [^XZ]/.test(stat);
}

/**
 * Lets a cluster start although its pid file names a process that still has a number. The rest of the
 * file must stay: by it PostgreSQL sees whether processes of the dead server still hold its memory.
 */
export async function forgetPostgresPid(cluster: string, owner: RunAs): Promise<void> {
  const text = await readPidFile(cluster);
  if (!/^\d+\n/.test(text)) return;
  const changed = join(cluster, "postmaster.pid.changed");
  await writeFile(changed, text.replace(/^\d+/, String(NOBODY_PID)), { mode: 0o600 });
  await giveTo(changed, owner);
  await rename(changed, join(cluster, "postmaster.pid"));
}

function readPidFile(cluster: string): Promise<string> {
  return readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
}

/** Signal 0 only asks; EPERM means alive, but somebody else's. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
