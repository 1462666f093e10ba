import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

const ROOT = join(import.meta.dirname, "../..");
const LAUNCHER = join(ROOT, "scripts/hookglass.js");

type Stream = "stdout" | "stderr";

/** `hookglass …` in a process of its own. */
export type CommandLine = {
  process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Every line so far. */
  lines: (stream?: Stream) => string[];
  /** The first line that fits, now or later; rejects when the program ends without one. */
  line: (pattern: RegExp, stream?: Stream) => Promise<string>;
  /** Resolves to the exit code once everything it wrote was read. */
  ended: Promise<number | null>;
  /** Ctrl+C; resolves to the exit code. */
  interrupt: () => Promise<number | null>;
};

type Settings = {
  env?: Record<string, string>;
  input?: string | Uint8Array;
  /** Who runs the launcher; the Node.js of these tests unless given. */
  node?: string;
};

/** Starts the real launcher with these arguments and nothing of our own environment but the path. */
export function runHookglass(args: readonly string[], settings: Settings = {}): CommandLine {
  const { env = {}, input = "", node = process.execPath } = settings;
  const child = spawn(node, [LAUNCHER, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "production", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const streams = { stdout: collect(child.stdout), stderr: collect(child.stderr) };
  const ended = once(child, "close").then(([code]): number | null => code);
  return {
    process: child,
    lines: (stream = "stdout") => streams[stream].lines,
    async line(pattern, stream = "stdout") {
      const found = await streams[stream].find(pattern);
      if (found !== null) return found;
      const said = [...streams.stdout.lines, ...streams.stderr.lines].join("\n");
      throw new Error(`hookglass ${args.join(" ")} ended without ${pattern}:\n${said}`);
    },
    ended,
    interrupt() {
      child.kill("SIGINT");
      return ended;
    },
  };
}

/** Runs a command to its end. */
export async function hookglass(
  args: readonly string[],
  settings: Settings = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const run = runHookglass(args, settings);
  const code = await run.ended;
  return { code, stdout: run.lines().join("\n"), stderr: run.lines("stderr").join("\n") };
}

function collect(readable: Readable) {
  const lines: string[] = [];
  let isOver = false;
  let listeners: (() => void)[] = [];
  const tell = () => {
    const told = listeners;
    listeners = [];
    for (const listener of told) listener();
  };
  const reader = createInterface({ input: readable });
  reader.on("line", (line) => {
    lines.push(line);
    tell();
  });
  reader.on("close", () => {
    isOver = true;
    tell();
  });
  return {
    lines,
    async find(pattern: RegExp): Promise<string | null> {
      for (;;) {
        const found = lines.find((line) => pattern.test(line));
        if (found !== undefined) return found;
        if (isOver) return null;
        await new Promise<void>((again) => {
          listeners = [...listeners, again];
        });
      }
    },
  };
}
