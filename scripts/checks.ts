import { ensurePrismaClient } from "./prepare.ts";
import { commandStep } from "./step.ts";

/** What became of one step; `report` is the file that its test runner was to write its JSON to. */
export type Outcome = { name: string; ok: boolean; report?: string };

/**
 * The checks that take under a minute together: what reads the code side by side, then the unit
 * tests. `unitReport` is a file for vitest's JSON.
 */
export async function runChecks(unitReport?: string): Promise<Outcome[]> {
  await ensurePrismaClient();
  const unit = ["vitest", "run", "--project", "unit", "--reporter=dot"];
  if (unitReport) unit.push("--reporter=json", `--outputFile.json=${unitReport}`);
  return [
    ...(await Promise.all([
      check("format and lint", ["biome", "check", "--error-on-warnings", "."]),
      // Next.js writes down which routes there are; types of removed ones would not compile.
      check("types", ["next", "typegen"], ["tsc", "--noEmit"]),
      check("unused code", ["knip"]),
    ])),
    { ...(await check("architecture and units", unit)), ...(unitReport && { report: unitReport }) },
  ];
}

async function check(name: string, ...commands: string[][]): Promise<Outcome> {
  return { name, ok: await commandStep(name, ...commands) };
}
