import { createHash } from "node:crypto";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT, runCommand } from "./run-command.ts";

const CLIENT_STAMP = "prisma/client/.made-from";
const BUILD_STAMP = ".next/.made-from";
const BUILD_INPUTS = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** Generates the Prisma client when schema.prisma has changed since. */
export async function ensurePrismaClient(): Promise<void> {
  const made = await fingerprint(["prisma/schema.prisma", "package-lock.json"]);
  if ((await stampOf(CLIENT_STAMP)) === made) return;
  say("Generating the Prisma client …");
  await rm(join(ROOT, CLIENT_STAMP), { force: true });
  // `generate` needs no schema engine, but the CLI looks for one and would download it.
  await run("prisma", ["generate"], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath });
  await writeFile(join(ROOT, CLIENT_STAMP), made);
}

/** Builds the pages when any of their sources has changed since. */
export async function ensureBuild(): Promise<void> {
  const made = await fingerprint(BUILD_INPUTS);
  if ((await stampOf(BUILD_STAMP)) === made) return;
  say("Building the pages (half a minute, once) …");
  await rm(join(ROOT, BUILD_STAMP), { force: true });
  await run("next", ["build"], { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  await writeFile(join(ROOT, BUILD_STAMP), made);
}

async function run(command: string, args: string[], env: Record<string, string>): Promise<void> {
  const { code, output } = await runCommand(command, args, { env });
  if (code !== 0) throw new Error(`${output}\n${command} ${args.join(" ")} failed`);
}

async function fingerprint(paths: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of await filesIn(path))
      hash.update(file).update(await readFile(join(ROOT, file)));
  }
  return hash.digest("hex");
}

/** The files below a folder, a file itself, or nothing where there is neither (`public` may be missing). */
async function filesIn(path: string): Promise<string[]> {
  const found = await stat(join(ROOT, path)).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [path];
  const entries = await readdir(join(ROOT, path), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();
}

function stampOf(path: string): Promise<string | null> {
  return readFile(join(ROOT, path), "utf8").catch(() => null);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
