import { expect, test } from "vitest";
import { ApiError } from "#components/api.ts";
import { problemsOf } from "#components/delivery/resend-problems.ts";
import { createDeliverySchema } from "#lib/delivery/input.ts";

/** What the form says to what the server says of an input. */
function problemsWith(input: unknown, lines: number[] = []) {
  const issues = (createDeliverySchema.safeParse(input).error?.issues ?? []).map(
    ({ path, message }) => ({ path: path.join("."), message }),
  );
  return problemsOf(new ApiError("invalid_input", "wrong input", 400, issues), lines);
}

test("Every problem stands at its field, in a sentence.", () => {
  const input = {
    target: "example.com",
    method: "GET /",
    headers: [["a", "x".repeat(70_000)]],
    bodyBase64: "?",
  };
  expect(problemsWith(input, [1])).toEqual({
    target: "The target is not a URL: write https://host/path.",
    method: "The method must be an HTTP method such as POST.",
    headers: { message: "The headers must have at most 65536 characters in all.", line: null },
    body: "The body must be base64 with padding.",
  });
});

test("A wrong header is named by its line in the text, the first one only.", () => {
  const headers = [
    ["A", "1"],
    ["B", "\u2603"],
    ["C C", "1"],
  ];
  expect(problemsWith({ target: "https://example.com", headers }, [1, 4, 5])).toEqual({
    headers: {
      line: 4,
      message:
        "Line 4: the value must be one line without control characters, in Latin-1 characters.",
    },
  });
  const names = problemsWith({ target: "https://example.com", headers: [["C C", "1"]] }, [2]);
  expect(names.headers?.message).toBe(
    "Line 2: the name must be a header name: letters, digits and hyphens.",
  );
});

test.each([
  [
    new ApiError("too_large", "Bodies of up to 10 MiB can be sent", 413),
    { body: "Bodies of up to 10 MiB can be sent." },
  ],
  [new ApiError("not_found", "It is gone", 404), { other: "It is gone." }],
  [new Error("Broken"), { other: "Broken" }],
  [
    new ApiError("network", "The server can't be reached.", 0),
    { other: "The server can't be reached. Pressing Send again is safe: it is sent once." },
  ],
  [
    new ApiError("invalid_input", "x", 400, [{ path: "retry", message: "is not available yet" }]),
    { other: "retry: is not available yet." },
  ],
])("%s", (error, problems) => {
  expect(problemsOf(error, [])).toEqual(problems);
});
