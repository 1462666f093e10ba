import { expect, test } from "vitest";
import { browserReport } from "#components/delivery/browser-report.ts";
import { browserRequest } from "#components/delivery/browser-request.ts";
import type { BrowserOutcome } from "#components/delivery/send-from-browser.ts";
import { reportDeliverySchema } from "#lib/delivery/reported-input.ts";

const AT = new Date("2026-11-25T08:00:00Z");
const response = { status: 500, headers: [], bodyBase64: "b2g=", truncated: false };

function report(outcome: BrowserOutcome, contentType = "application/json") {
  const built = browserRequest({
    ...{ target: "http://localhost:3000/hooks", path: "", query: "", method: "POST" },
    headers: [["Content-Type", contentType]],
    body: new TextEncoder().encode("{}"),
  });
  if (!built.ok) throw new Error(built.refusal.message);
  return browserReport({ request: built.request, outcome, at: AT });
}

test.each<[BrowserOutcome, stage: string, error: string | null]>([
  [{ kind: "answered", durationMs: 4, response }, "response", null],
  [{ kind: "redirected", durationMs: 4 }, "response", "answered with a redirect"],
  [{ kind: "timed_out", durationMs: 30_000 }, "timeout", "within 30 s"],
  [{ kind: "unreachable", durationMs: 4 }, "connect", "got no connection to localhost:3000"],
  [{ kind: "hidden", durationMs: 4 }, "request", "it may not have arrived"],
])("What came of %j is told in the server's terms.", (outcome, stage, error) => {
  const told = reportDeliverySchema.parse(report(outcome));
  expect(told).toMatchObject({
    ...{ origin: "browser", target: "http://localhost:3000/hooks" },
    attempt: {
      ...{ at: AT, durationMs: outcome.durationMs, stage },
      error: error && expect.stringContaining(error),
      request: { method: "POST", headers: [["Content-Type", "application/json"]], bodyBytes: 2 },
    },
  });
});

test("A request that asks nobody's leave has probably arrived, though its answer is hidden.", () => {
  const { attempt } = report({ kind: "hidden", durationMs: 4 }, "text/plain");
  expect(attempt).toMatchObject({ stage: "response", response: null });
  expect(attempt.error).toContain("has probably arrived");
});
