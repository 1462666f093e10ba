import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CODE_LANGUAGES, type CodeLanguage } from "#lib/signatures/code-samples/code-sample.ts";
import { type CodeRecipe, codeRecipe } from "#lib/signatures/code-samples/recipe.ts";
import { runCsharp } from "#tests/support/csharp-on-mono.ts";
import { loadVectors } from "#tests/unit/signatures/vectors.ts";

const run = promisify(execFile);

/** What shows that a runtime is on this machine. */
const RUNTIMES: Record<CodeLanguage, [command: string, versionFlag: string]> = {
  node: [process.execPath, "--version"],
  python: ["python3", "--version"],
  go: ["go", "version"],
  ruby: ["ruby", "--version"],
  php: ["php", "--version"],
  java: ["java", "-version"],
  csharp: ["mcs", "--version"],
};
/** These compile at each run, so they get every third shape. */
const SLOW: readonly CodeLanguage[] = ["go", "java", "csharp"];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookglass-samples-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Sample = { scheme: string; recipe: CodeRecipe; secret: string };

/** The first right request of every scheme that has a recipe. */
function samples(): Sample[] {
  const found = new Map<string, Sample>();
  for (const { scheme, input, expect: wanted } of loadVectors()) {
    if (!/^(verified|authenticated)$/.test(wanted.status) || found.has(scheme)) continue;
    const result = codeRecipe(scheme, input.options ?? {}, input.request);
    const secret = input.secrets[wanted.matchedSecret ?? 0]?.trim() ?? "";
    if (result.ok) found.set(scheme, { scheme, recipe: result.recipe, secret });
  }
  return [...found.values()];
}

function shapeOf({ recipe }: Sample): string {
  if (recipe.kind === "token") return `token ${recipe.word}`;
  const { hash, key, style, encoding, timestamp, parts } = recipe;
  return [
    hash,
    key,
    style.kind,
    encoding,
    timestamp && Object.keys(timestamp),
    parts.length,
  ].join();
}

/** One request of each shape: schemes of one shape differ in nothing but names. */
function shapes(): Sample[] {
  return [...new Map(samples().map((sample) => [shapeOf(sample), sample])).values()];
}

/** Another secret of the same form. */
function otherSecret(secret: string): string {
  const middle = Math.floor(secret.length / 2);
  return secret.slice(0, middle) + (secret[middle] === "a" ? "b" : "a") + secret.slice(middle + 1);
}

async function verdict(language: CodeLanguage, { scheme, recipe }: Sample, secret: string) {
  const entry = CODE_LANGUAGES.find(({ id }) => id === language);
  if (!entry) throw new Error(`There are no samples in ${language}`);
  const [command] = RUNTIMES[language];
  const own = await mkdtemp(join(folder, `${language}-${scheme}-`));
  const env = { ...process.env, WEBHOOK_SECRET: secret, GOFLAGS: "-mod=mod" };
  if (language === "csharp") return (await runCsharp(entry.write(recipe), own, env)).trim();
  const file = join(own, entry.filename);
  await writeFile(file, entry.write(recipe));
  const args = language === "go" ? ["run", file] : [file];
  return (await run(command, args, { env })).stdout.trim();
}

test("most schemes have a recipe", () => {
  expect(samples().length).toBeGreaterThan(70);
});

describe.each(CODE_LANGUAGES)("$label", ({ id }) => {
  const [command, flag] = RUNTIMES[id];
  const isHere = spawnSync(command, [flag]).status === 0;
  test.skipIf(!isHere)(
    "says verified with the secret and failed with another",
    async () => {
      const wrong: string[] = [];
      for (const sample of shapes().filter((_, at) => !SLOW.includes(id) || at % 3 === 0)) {
        const right = await verdict(id, sample, sample.secret).catch(String);
        const other = SLOW.includes(id)
          ? "failed"
          : await verdict(id, sample, otherSecret(sample.secret)).catch(String);
        if (right !== "verified" || other !== "failed")
          wrong.push(`${sample.scheme}: ${right} ${other}`);
      }
      expect(wrong).toEqual([]);
    },
    300_000,
  );
});
