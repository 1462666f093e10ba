import type { TimestampSource } from "./scheme.ts";

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const DIGITS = /^\d{1,15}$/;
// Seconds reach twelve digits in the year 5138; milliseconds have had them since 1973.
const FIRST_MILLISECONDS = 1e11;

function parseDate(text: string, format: RegExp): number | null {
  if (!format.test(text)) return null;
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) ? null : timeMs;
}

/** A request's own timestamp in milliseconds since 1970; null when it is not one of that unit. */
export function readTimestamp(text: string, unit: TimestampSource["unit"]): number | null {
  if (unit === "iso") return parseDate(text, RFC3339);
  if (!DIGITS.test(text)) {
    return unit === "auto" || unit === "any"
      ? (parseDate(text, RFC3339) ?? parseDate(text, HTTP_DATE))
      : null;
  }
  const count = Number(text);
  const isSeconds = unit === "s" || (unit !== "ms" && count < FIRST_MILLISECONDS);
  return isSeconds ? count * 1000 : count;
}

/** The same for one source, where what is too early to be the sender's counts as none. */
export function readTimestampOf(
  text: string,
  { unit, earliestMs }: Pick<TimestampSource, "unit" | "earliestMs">,
): number | null {
  const timeMs = readTimestamp(text, unit);
  return timeMs !== null && earliestMs !== undefined && timeMs < earliestMs ? null : timeMs;
}

/** What a sender writes for an instant. */
export function writeTimestamp(at: Date, unit: TimestampSource["unit"]): string {
  if (unit === "iso") return at.toISOString();
  return String(unit === "ms" ? at.getTime() : Math.floor(at.getTime() / 1000));
}

/** True when a number in seconds can only have been meant in milliseconds. */
export function looksLikeMilliseconds(text: string): boolean {
  return DIGITS.test(text) && Number(text) >= FIRST_MILLISECONDS;
}

/** How far a timestamp is from the arrival of its request. */
export type Skew = {
  /** Arrival minus timestamp: positive for old ones. */
  skewMs: number;
  /** The same in whole seconds, both ends cut to the second as providers' libraries do. */
  skewSeconds: number;
};

export function measureSkew(timestampMs: number, capturedAt: Date): Skew {
  const capturedMs = capturedAt.getTime();
  return {
    skewMs: capturedMs - timestampMs,
    skewSeconds: Math.floor(capturedMs / 1000) - Math.floor(timestampMs / 1000),
  };
}

const UNITS: readonly [name: string, seconds: number][] = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
];

/** Seconds for people in their two largest units: `30 s`, `5 min`, `5 min 1 s`, `3 d 4 h`. */
export function formatSeconds(seconds: number): string {
  let rest = Math.abs(Math.round(seconds));
  const words: string[] = [];
  for (const [name, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) words.push(`${count} ${name}`);
    else if (words.length > 0) break;
    rest -= count * size;
    if (words.length === 2) break;
  }
  return words.join(" ") || "0 s";
}

/** `was 12 min old when the request arrived`, or how far it was ahead of the clock here. */
export function describeSkew(skewSeconds: number): string {
  if (skewSeconds === 0) return "was of the very second in which the request arrived";
  const side = skewSeconds > 0 ? "old" : "ahead of the clock";
  return `was ${formatSeconds(skewSeconds)} ${side} when the request arrived`;
}
