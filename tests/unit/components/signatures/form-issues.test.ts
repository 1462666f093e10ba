import { expect, test } from "vitest";
import { otherProblems, problemOf } from "#components/signatures/form-issues.ts";
import { listSchemes } from "#lib/signatures/schemes.ts";

const stripe = listSchemes().find(({ id }) => id === "stripe") ?? null;

test("an issue stands at its field, as a sentence", () => {
  const issues = [{ path: "options.toleranceSeconds", message: "must not be negative" }];
  expect(problemOf(issues, "options.toleranceSeconds")).toBe("Must not be negative.");
  expect(otherProblems(issues, stripe, 1)).toEqual([]);
});

test("an issue of a field that is not shown is not lost", () => {
  const issues = [
    { path: "options.template", message: "must not be empty" },
    { path: "options", message: "The signed content has {ts}, but no timestamp header is set." },
    { path: "secrets.1", message: "must not be empty" },
  ];
  expect(otherProblems(issues, stripe, 1)).toEqual([
    "options.template: must not be empty",
    "The signed content has {ts}, but no timestamp header is set.",
    "secrets.1: must not be empty",
  ]);
});
