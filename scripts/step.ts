import { type CommandResult, runCommand } from "./run-command.ts";

const NAME_WIDTH = 24;

/** Does one step of a longer run and says in one line how it went; what failed is shown whole. */
export async function step(name: string, work: () => Promise<CommandResult>): Promise<boolean> {
  const startedMs = performance.now();
  const { code, output } = await work();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${code === 0 ? "✓" : "✗"} ${name.padEnd(NAME_WIDTH)}${seconds.padStart(6)} s`);
  if (code !== 0 && output) console.log(`${output.trimEnd()}\n`);
  return code === 0;
}

/** A step that runs commands one after the other, until one fails. */
export function commandStep(name: string, ...commands: string[][]): Promise<boolean> {
  return step(name, async () => {
    let result: CommandResult = { code: 0, output: "" };
    for (const [command = "", ...args] of commands) {
      result = await runCommand(command, args);
      if (result.code !== 0) break;
    }
    return result;
  });
}
