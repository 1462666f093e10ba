import { access, constants, mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { StartError } from "#lib/errors.ts";

const REASONS: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOTDIR: "it, or a folder above it, is a file",
  EEXIST: "it is a file",
  ENOSPC: "the disk is full",
};

/** Makes the data folder unless it is there. Fails with a sentence when it cannot be written to. */
export async function prepareDataFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const reason = REASONS[code] ?? String(error);
    throw new StartError(
      `Cannot write to the data folder ${resolve(path)}: ${reason}. Set HOOKGLASS_DATA_DIR to a folder that this user may write to.`,
    );
  }
}
