import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs a command as if it had been pasted into a terminal; gives what it printed. */
export async function runInShell(command: string): Promise<string> {
  const { stdout } = await run("sh", ["-c", command]);
  return stdout;
}

/** Whether this machine has a command of that name. */
export function hasCommand(name: string): Promise<boolean> {
  return run("sh", ["-c", `command -v ${name}`]).then(
    () => true,
    () => false,
  );
}
