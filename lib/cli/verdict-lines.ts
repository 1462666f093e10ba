import type { Diagnosis } from "#lib/signatures/diagnosis/diagnosis.ts";
import type { Verification } from "#lib/signatures/schema.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { color, oneLine } from "./terminal.ts";

const CHECK_COLUMN = 9;

/** True when the request is what it says it is. */
export function isGenuine({ status }: Verification): boolean {
  return status === "verified" || status === "authenticated";
}

/** A verification for people: the verdict, the checks in their order, and what would have matched. */
export function verdictLines(verification: Verification, diagnosis: Diagnosis | null): string[] {
  const { status, scheme, message, checks, expected, received, hints } = verification;
  const good = isGenuine(verification);
  const differ = received !== expected;
  const label = findScheme(scheme)?.label ?? scheme;
  return [
    `${color(good ? "green" : "red", status)}  ${label}: ${oneLine(message)}`,
    ...checks.map(({ name, ok, detail }) => {
      const sign = ok ? color("green", "✓") : color("red", "✗");
      return `  ${sign} ${name.padEnd(CHECK_COLUMN)}  ${oneLine(detail)}`;
    }),
    ...(!differ || received === undefined ? [] : [`  received   ${oneLine(received)}`]),
    ...(!differ || expected === undefined ? [] : [`  expected   ${oneLine(expected)}`]),
    ...hints.map((hint) => `Hint: ${oneLine(hint)}`),
    ...(diagnosis === null ? [] : [`What would have matched: ${oneLine(diagnosis.message)}`]),
  ];
}
