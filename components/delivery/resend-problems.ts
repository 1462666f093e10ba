import { ApiError, errorMessage } from "#components/api.ts";
import type { Issue } from "#lib/errors.ts";
import { type HeadersProblem, headersProblem, sentence } from "./field-problems.ts";

/** What is wrong with a draft, by field, in sentences. */
export type ResendProblems = {
  target?: string;
  method?: string;
  headers?: HeadersProblem;
  body?: string;
  /** What belongs to no field. */
  other?: string;
};

/**
 * Sorts what the server answered to the fields of the form. `lines` gives the line of each header
 * that was sent.
 */
export function problemsOf(error: unknown, lines: readonly number[]): ResendProblems {
  if (!(error instanceof ApiError)) return { other: errorMessage(error) };
  if (error.code === "too_large") return { body: sentence(error.message) };
  if (error.code === "network") {
    return { other: `${error.message} Pressing Send again is safe: it is sent once.` };
  }
  if (error.issues.length === 0) return { other: sentence(error.message) };
  const problems: ResendProblems = {};
  for (const issue of error.issues) addIssue(problems, issue, lines);
  return problems;
}

/** The first issue of a field stands for it: the next press tells the rest. */
function addIssue(problems: ResendProblems, issue: Issue, lines: readonly number[]): void {
  const { path, message } = issue;
  const [field] = path.split(".");
  switch (field) {
    case "target":
      problems.target ??= sentence(message, "The target");
      break;
    case "method":
      problems.method ??= sentence(message, "The method");
      break;
    case "headers":
      problems.headers ??= headersProblem(issue, lines);
      break;
    case "bodyBase64":
      problems.body ??= sentence(message, "The body");
      break;
    default:
      problems.other ??= sentence(path === "" ? message : `${path}: ${message}`);
  }
}
