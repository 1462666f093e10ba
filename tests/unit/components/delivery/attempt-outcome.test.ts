import { expect, test } from "vitest";
import { attemptOutcome } from "#components/delivery/attempt-outcome.ts";
import type { Attempt, AttemptResponse } from "#lib/delivery/schema.ts";

function answer(status: number, headers: AttemptResponse["headers"] = []): AttemptResponse {
  return { status, headers, bodyBase64: "", truncated: false };
}

type Case = [Pick<Attempt, "stage" | "error" | "response">, title: string, detail: string | null];

test.each<Case>([
  [{ stage: "response", error: null, response: answer(200) }, "200 OK", null],
  [{ stage: "response", error: null, response: answer(404) }, "404 Not Found", null],
  [{ stage: "response", error: null, response: answer(599) }, "599", null],
  [
    { stage: "response", error: null, response: answer(302, [["LOCATION", "/login"]]) },
    "302 Found",
    "A redirect to /login: redirects are not followed",
  ],
  [{ stage: "response", error: null, response: answer(304) }, "304 Not Modified", null],
  [
    { stage: "response", error: null, response: answer(308) },
    "308 Permanent Redirect",
    "A redirect: redirects are not followed",
  ],
  [
    { stage: "timeout", error: "Too slow", response: answer(200) },
    "200 OK, then timed out",
    "Too slow",
  ],
  [
    { stage: "guard", error: "10.0.0.1 is a private address", response: null },
    "Blocked, nothing was sent",
    "10.0.0.1 is a private address",
  ],
  [{ stage: "connect", error: "Refused", response: null }, "Connection failed", "Refused"],
  [{ stage: "timeout", error: "Too slow", response: null }, "Timed out", "Too slow"],
  [
    { stage: "response", error: "The page may not read it", response: null },
    "The answer cannot be shown",
    "The page may not read it",
  ],
  [
    { stage: "response", error: "Broke after 3 bytes", response: answer(200) },
    "200 OK, then the answer broke off",
    "Broke after 3 bytes",
  ],
])("%j", (attempt, title, detail) => {
  expect(attemptOutcome(attempt)).toEqual({ title, detail });
});
