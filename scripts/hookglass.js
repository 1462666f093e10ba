#!/usr/bin/env node
/**
 * `npx hookglass`: runs lib/cli with the Node.js that comes with the dependencies, whatever Node.js
 * started this file (20.19 at least). Plain JavaScript for that reason.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const NODE = join(
  ROOT,
  "node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);
const MAIN = join(ROOT, "lib/cli/hookglass.ts");
const OWN_MAJOR = 24;

const [major = "0"] = process.versions.node.split(".");
if (Number(major) === OWN_MAJOR) {
  await import("../lib/cli/hookglass.ts");
} else if (existsSync(NODE)) {
  const child = spawn(NODE, [MAIN, ...process.argv.slice(2)], { stdio: "inherit" });
  // A terminal tells the whole group, which then hears it twice; others know only this process.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
  });
} else {
  console.error(`Hookglass's dependencies are not installed: run \`npm ci\` in ${ROOT} first.`);
  process.exitCode = 1;
}
