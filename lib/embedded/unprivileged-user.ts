import { execFile } from "node:child_process";
import { chown, mkdir } from "node:fs/promises";
import { userInfo } from "node:os";
import { promisify } from "node:util";
import { StartError } from "#lib/errors.ts";

const run = promisify(execFile);

/** Whom PostgreSQL runs as; empty: whoever we are. As child_process takes it. */
export type RunAs = { uid?: number; gid?: number };

/** PostgreSQL refuses to run as root; there it runs as `postgres`, or `nobody` where that is missing. */
export async function unprivilegedUser(): Promise<RunAs> {
  if (userInfo().uid !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const ids = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]).catch(
      () => null,
    );
    if (ids) return { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) };
  }
  throw new StartError(
    "PostgreSQL cannot run as root, and there is neither a postgres nor a nobody user: set DATABASE_URL, or start as another user",
  );
}

/** Makes a folder that only this user may enter. */
export async function makeFolderOf(path: string, runAs: RunAs): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await giveTo(path, runAs);
}

/** Hands a file or folder to this user. */
export async function giveTo(path: string, { uid, gid }: RunAs): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}
