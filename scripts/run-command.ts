import { spawn } from "node:child_process";
import { join } from "node:path";

/** The repository's root. */
export const ROOT = join(import.meta.dirname, "..");

/** How a command ended; a code that is not 0, or null after a signal, is a failure. */
export type CommandResult = { code: number | null; output: string };

/**
 * Runs a command of node_modules/.bin in the repository's root. `live` lets it write to the terminal;
 * otherwise what it wrote is returned.
 */
export function runCommand(
  command: string,
  args: string[],
  settings: { env?: Record<string, string>; live?: boolean } = {},
): Promise<CommandResult> {
  const colors: Record<string, string> = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const stdio = settings.live ? "inherit" : "pipe";
  const child = spawn(join(ROOT, "node_modules/.bin", command), args, {
    cwd: ROOT,
    env: { ...process.env, ...colors, ...settings.env },
    stdio: ["ignore", stdio, stdio],
  });
  // A terminal tells the whole group; a process manager tells only its own child.
  const pass = () => child.kill("SIGTERM");
  process.on("SIGTERM", pass);
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("SIGTERM", pass);
      resolve({ code, output });
    });
  });
}
