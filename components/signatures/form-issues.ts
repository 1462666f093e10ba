import type { Issue } from "#lib/errors.ts";
import type { SchemeSummary } from "#lib/signatures/scheme.ts";
import { shownOptions } from "./option-values.ts";

/** The server's issues are the end of a sentence whose subject is the field. */
function asSentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return text.endsWith(".") ? text : `${text}.`;
}

/** What is wrong with one field; undefined when nothing is. */
export function problemOf(issues: readonly Issue[], field: string): string | undefined {
  const issue = issues.find((found) => found.path === field);
  return issue === undefined ? undefined : asSentence(issue.message);
}

/** Sentences for the issues of what has no field: they stand above the buttons. */
export function otherProblems(
  issues: readonly Issue[],
  scheme: SchemeSummary | null,
  secretFields: number,
): string[] {
  const secrets = Array.from({ length: secretFields }, (_, index) => `secrets.${index}`);
  const options = scheme ? [...shownOptions(scheme)].map((name) => `options.${name}`) : [];
  const shown = new Set([
    "scheme",
    ...(secretFields > 0 ? ["secrets", ...secrets] : []),
    ...options,
  ]);
  return issues
    .filter(({ path }) => !shown.has(path))
    .map(({ path, message }) =>
      // The options as a whole: a sentence of its own.
      path === "" || path === "options" ? asSentence(message) : `${path}: ${message}`,
    );
}
