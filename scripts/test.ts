/**
 * `npm test`: the checks, a build, and the tests against real servers, databases and browsers. Goes
 * on after a failure, so that one run shows all of them; the last line counts the tests.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Outcome, runChecks } from "./checks.ts";
import { ensureBuild } from "./prepare.ts";
import { runCommand } from "./run-command.ts";
import { step } from "./step.ts";
import { formatCounts, NO_TESTS, readCounts, type TestCounts } from "./test-counts.ts";

const reports = await mkdtemp(join(tmpdir(), "hookglass-reports-"));
const outcomes = await runChecks(join(reports, "unit.json"));
outcomes.push({ name: "build", ok: await step("build", build) });
if (outcomes.every(({ name, ok }) => ok || name !== "build")) {
  outcomes.push(await integration(), await browser());
}

const counts = await Promise.all(outcomes.map(countsOf));
const total = counts.reduce((sum, one) => ({
  passed: sum.passed + one.passed,
  failed: sum.failed + one.failed,
  skipped: sum.skipped + one.skipped,
}));
await rm(reports, { recursive: true });

const failed = outcomes.filter(({ ok }) => !ok).map(({ name }) => name);
if (failed.length > 0) console.log(`\nFailed: ${failed.join(", ")}`);
if (total.passed + total.failed === 0) console.log("\nNo test ran");
if (failed.length > 0 || total.failed > 0 || total.passed === 0) process.exitCode = 1;
console.log(`\n${formatCounts(total)}`);

function build() {
  return ensureBuild().then(
    () => ({ code: 0, output: "" }),
    (error: Error) => ({ code: 1, output: error.message }),
  );
}

function integration(): Promise<Outcome> {
  const report = join(reports, "integration.json");
  return suite("integration", report, "vitest", [
    ...["run", "--project", "integration"],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  ]);
}

function browser(): Promise<Outcome> {
  const report = join(reports, "browser.json");
  return suite("browser", report, "playwright", ["test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
}

async function suite(
  name: string,
  report: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  console.log(`\n― ${name} tests`);
  const { code } = await runCommand(command, args, { live: true, env });
  return { name, ok: code === 0, report };
}

/** A step that failed without a failed test (a file that does not load, lint) counts as one. */
async function countsOf({ ok, report }: Outcome): Promise<TestCounts> {
  const text = report && (await readFile(report, "utf8").catch(() => null));
  const counts = (text ? readCounts(JSON.parse(text)) : null) ?? NO_TESTS;
  return { ...counts, failed: Math.max(counts.failed, ok ? 0 : 1) };
}
