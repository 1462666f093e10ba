import { ApiError, errorMessage } from "#components/api.ts";
import type { TargetProblems } from "./target-draft.ts";

type Field = keyof TargetProblems;

/** Which field of the form a field of the API is typed in. */
const FIELDS: Record<string, Field> = {
  name: "name",
  url: "url",
  addHeaders: "addHeaders",
  removeHeaders: "removeHeaders",
  timeoutMs: "timeoutSeconds",
  filter: "filter",
  orderKey: "orderKey",
  concurrency: "concurrency",
  ratePerSecond: "ratePerSecond",
  retry: "retry",
  successStatuses: "successStatuses",
  neverRetryStatuses: "neverRetryStatuses",
  signatureScheme: "signatureScheme",
  resign: "resign",
  secret: "secret",
  chain: "chain",
};

/** Sorts what the server refused to the fields of the form, as sentences. */
export function targetProblemsOf(error: unknown): TargetProblems {
  if (!(error instanceof ApiError) || error.issues.length === 0) {
    return { other: errorMessage(error) };
  }
  const problems: TargetProblems = {};
  for (const { path, message } of error.issues) {
    const field = FIELDS[path.split(".")[0] ?? ""];
    if (field === undefined) problems.other ??= `${path}: ${message}.`;
    else problems[field] ??= asSentence(seconds(field, message));
  }
  return problems;
}

/** The API counts in milliseconds, the form in seconds. */
function seconds(field: Field, message: string): string {
  if (field !== "timeoutSeconds") return message;
  return message.replace(/\d+/, (ms) => `${Number(ms) / 1000} s`);
}

function asSentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
