import type { Issue } from "#lib/errors.ts";

/** What is wrong with headers that are typed as text. `line` is from 1; null: with all of them. */
export type HeadersProblem = { message: string; line: number | null };

/** A server's message as a sentence. Those that begin with "must" lack their subject. */
export function sentence(message: string, subject?: string): string {
  const text =
    subject !== undefined && message.startsWith("must ") ? `${subject} ${message}` : message;
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/**
 * An issue of `headers`, `headers.<index>` or `headers.<index>.<0 or 1>` in words. `lines` gives the
 * line of each header that was sent.
 */
export function headersProblem({ path, message }: Issue, lines: readonly number[]): HeadersProblem {
  const [, index] = path.split(".");
  const line = index === undefined ? null : (lines[Number(index)] ?? null);
  const part = path.endsWith(".1") ? "the value" : "the name";
  return {
    message: sentence(message, line === null ? "The headers" : `Line ${line}: ${part}`),
    line,
  };
}
