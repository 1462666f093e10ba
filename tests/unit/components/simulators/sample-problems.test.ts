import { expect, test } from "vitest";
import { ApiError } from "#components/api.ts";
import { sampleProblems } from "#components/simulators/sample-problems.ts";

function refused(...issues: [path: string, message: string][]): ApiError {
  const list = issues.map(([path, message]) => ({ path, message }));
  return new ApiError("invalid_input", "wrong input", 400, list);
}

test("sorts what is wrong to the fields, in sentences", () => {
  const error = refused(
    ["edits.path", "must stay below the capture URL"],
    ["edits.headers.1.0", "Host is set when the request is sent: leave it out"],
    ["edits.headers.0.1", "must be one line"],
    ["target", "must be the URL to send to"],
    ["secret", "must not be empty"],
  );
  expect(sampleProblems(error, [1, 4])).toEqual({
    address: "The path must stay below the capture URL.",
    headers: { message: "Host is set when the request is sent: leave it out.", line: 4 },
    target: "The target must be the URL to send to.",
    secret: "The secret must not be empty.",
  });
});

test("what belongs to no field stands alone", () => {
  const conflict = new ApiError(
    "conflict",
    "The secret is not hex, as this scheme's keys are",
    409,
  );
  expect(sampleProblems(conflict, [])).toEqual({
    other: "The secret is not hex, as this scheme's keys are.",
  });
  expect(sampleProblems(refused(["breakage", "must be one of a, b"]), [])).toEqual({
    other: "breakage: must be one of a, b.",
  });
});

test("a body that is too large is the body's fault", () => {
  const error = new ApiError("too_large", "This call takes up to 14 MiB of JSON", 413);
  expect(sampleProblems(error, [])).toEqual({ body: "This call takes up to 14 MiB of JSON." });
});
