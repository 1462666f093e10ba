import { ApiError, errorMessage } from "#components/api.ts";
import type { Issue } from "#lib/errors.ts";

/** What is wrong with a draft, by field, in sentences. `line` is of the headers' text, from 1. */
export type ResendProblems = {
  target?: string;
  method?: string;
  headers?: { message: string; line: number | null };
  body?: string;
  address?: string;
  /** Why it is not signed anew unless the reader insists. */
  resign?: string;
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
  if (error.code === "conflict" && error.message.includes('"force"')) {
    // What a form says is not for a form's reader.
    return { resign: error.message.replace(/\s*Say resign: "force".*$/, "") };
  }
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
  const [field, index] = path.split(".");
  switch (field) {
    case "target":
      problems.target ??= sentence(message, "The target");
      break;
    case "path":
    case "query":
      problems.address ??= sentence(message, `The ${field}`);
      break;
    case "method":
      problems.method ??= sentence(message, "The method");
      break;
    case "headers": {
      const line = index === undefined ? null : (lines[Number(index)] ?? null);
      const part = path.endsWith(".1") ? "the value" : "the name";
      const subject = line === null ? "The headers" : `Line ${line}: ${part}`;
      problems.headers ??= { message: sentence(message, subject), line };
      break;
    }
    case "bodyBase64":
      problems.body ??= sentence(message, "The body");
      break;
    default:
      problems.other ??= sentence(path === "" ? message : `${path}: ${message}`);
  }
}

/** Messages that begin with "must" lack their subject. */
function sentence(message: string, subject?: string): string {
  const text =
    subject !== undefined && message.startsWith("must ") ? `${subject} ${message}` : message;
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
