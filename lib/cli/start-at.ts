import { firstIdAt, isUuid } from "#lib/ids.ts";
import type { RequestSummary } from "#lib/requests/schema.ts";
import type { Api } from "./api.ts";
import { listNewest } from "./captures.ts";
import type { OptionTable } from "./command.ts";
import { readWholeNumber } from "./numbers.ts";
import { WrongUsage } from "./stop.ts";

/** Options that say where following a bin begins. */
export const START_OPTIONS = {
  since: {
    type: "string",
    value: "when",
    help: "begin with what came after a request's id, a moment (2026-12-31T12:00Z) or a time ago (15m, 2h, 1d)",
  },
  last: {
    type: "string",
    value: "count",
    help: "begin with the newest captures, so many; a --filter picks from these",
  },
} as const satisfies OptionTable;

const UNITS_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const MAX_LAST = 100_000;

/** Where following begins: behind an id, or with so many of the newest; neither: from now on. */
export type Start = { since: string | null; last: number };

/** Reads the options. Throws WrongUsage. */
export function readStart(
  { since, last }: { since: string | null; last: string | null },
  nowMs: number,
): Start {
  if (since !== null && last !== null) {
    throw new WrongUsage("--since and --last say two things: give one of them.");
  }
  return {
    since: since === null ? null : readSince(since, nowMs),
    last: readWholeNumber("--last", last, 1, MAX_LAST) ?? 0,
  };
}

/** The first items, oldest first, and the id to follow from; null: from now on. */
export async function beginAt(
  start: Start,
  { api, binId, signal }: { api: Api; binId: string; signal: AbortSignal },
): Promise<{ first: RequestSummary[]; since: string | null }> {
  if (start.last === 0) return { first: [], since: start.since };
  const first = await listNewest(api, binId, start.last, signal);
  return { first, since: first.at(-1)?.id ?? firstIdAt(0) };
}

function readSince(text: string, nowMs: number): string {
  const id = text.toLowerCase();
  if (isUuid(id)) return id;
  const ago = /^(\d{1,6})([smhd])$/.exec(text);
  if (ago) return firstIdAt(nowMs - Number(ago[1]) * (UNITS_MS[ago[2] ?? ""] ?? 0));
  const atMs = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(atMs)) return firstIdAt(atMs);
  throw new WrongUsage(
    `--since must be the id of a request, a moment such as 2026-12-31T12:00Z, or 15m, 2h, 1d, not “${text}”.`,
  );
}
