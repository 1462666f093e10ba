import { expect, test } from "vitest";
import { formatCounts, readCounts } from "#scripts/test-counts.ts";

test("counts what vitest reports; what is still to be written was skipped", () => {
  const report = { success: false, numPassedTests: 7, numFailedTests: 2, numPendingTests: 1 };
  expect(readCounts({ ...report, numTodoTests: 3 })).toEqual({ passed: 7, failed: 2, skipped: 4 });
});

test("counts what Playwright reports; a flaky test passed in the end", () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3, duration: 1.5 } };
  expect(readCounts(report)).toEqual({ passed: 7, failed: 1, skipped: 3 });
});

test.each([[null], [{}], [{ stats: { expected: "5" } }], [{ numPassedTests: -1 }]])(
  "knows that %j is no report",
  (report) => {
    expect(readCounts(report)).toBeNull();
  },
);

test("writes the counts as one line", () => {
  expect(formatCounts({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
  expect(formatCounts({ passed: 1, failed: 2, skipped: 3 })).toBe("1 passed, 2 failed, 3 skipped");
});
