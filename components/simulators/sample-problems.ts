import { ApiError, errorMessage } from "#components/api.ts";
import {
  type HeadersProblem,
  headersProblem,
  sentence,
} from "#components/delivery/field-problems.ts";
import type { Issue } from "#lib/errors.ts";

/** What is wrong with a sample, by field, in sentences. */
export type SampleProblems = {
  target?: string;
  secret?: string;
  address?: string;
  headers?: HeadersProblem;
  body?: string;
  /** What belongs to no field. */
  other?: string;
};

/**
 * Sorts what the server answered to the fields of the form. `lines` gives the line of each header
 * that was sent.
 */
export function sampleProblems(error: unknown, lines: readonly number[]): SampleProblems {
  if (!(error instanceof ApiError)) return { other: errorMessage(error) };
  if (error.code === "too_large") return { body: sentence(error.message) };
  if (error.issues.length === 0) return { other: sentence(error.message) };
  const problems: SampleProblems = {};
  for (const issue of error.issues) addIssue(problems, issue, lines);
  return problems;
}

/** The first issue of a field stands for it: the next press tells the rest. */
function addIssue(problems: SampleProblems, issue: Issue, lines: readonly number[]): void {
  const { message } = issue;
  const path = issue.path.replace(/^edits\./, "");
  const [field] = path.split(".");
  switch (field) {
    case "target":
      problems.target ??= sentence(message, "The target");
      break;
    case "secret":
      problems.secret ??= sentence(message, "The secret");
      break;
    case "method":
    case "path":
      problems.address ??= sentence(message, `The ${field}`);
      break;
    case "headers":
      problems.headers ??= headersProblem({ path, message }, lines);
      break;
    case "body":
      problems.body ??= sentence(message, "The body");
      break;
    default:
      problems.other ??= sentence(path === "" ? message : `${path}: ${message}`);
  }
}
