import { z } from "zod";

/** How many tests ended how. */
export type TestCounts = { passed: number; failed: number; skipped: number };

export const NO_TESTS: TestCounts = { passed: 0, failed: 0, skipped: 0 };

const count = z.number().int().nonnegative();
const vitestReport = z.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTodoTests: count,
});
const playwrightReport = z.object({
  stats: z.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
});

/**
 * The counts in a JSON report of vitest or Playwright, null when it is neither. A flaky test passed
 * in the end.
 */
export function readCounts(report: unknown): TestCounts | null {
  const vitest = vitestReport.safeParse(report);
  if (vitest.success) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = vitest.data;
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
    };
  }
  const playwright = playwrightReport.safeParse(report);
  if (!playwright.success) return null;
  const { expected, unexpected, flaky, skipped } = playwright.data.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/** `12 passed, 0 failed`, and what was skipped when anything was. */
export function formatCounts({ passed, failed, skipped }: TestCounts): string {
  const tail = skipped > 0 ? `, ${skipped} skipped` : "";
  return `${passed} passed, ${failed} failed${tail}`;
}
