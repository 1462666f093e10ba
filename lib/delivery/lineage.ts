import { db } from "#lib/db.ts";
import { formatDuration } from "#lib/format.ts";
import { pathBelowBin } from "#lib/requests/bin-address.ts";
import { eventIdOf, eventIdSource } from "#lib/requests/event-id.ts";
import { storedHeaders } from "#lib/requests/queries.ts";
import type { CapturedRequest as CapturedRow } from "#prisma/client/client.ts";
import { publishedSchedule } from "./published-schedules.ts";
import type { Lineage } from "./schema.ts";

const MAX_CAPTURES = 100;

/** The captures of the same event in the same bin, with the pauses between them. */
export async function getLineage(row: CapturedRow): Promise<Lineage> {
  const headers = storedHeaders(row.headers);
  const path = pathBelowBin(row.target);
  const eventId = row.eventId ?? eventIdOf({ method: row.method, path, headers, body: row.body });
  const rows = await db().capturedRequest.findMany({
    where: { binId: row.binId, OR: [{ eventId }, { id: row.id }] },
    orderBy: { id: "asc" },
    take: MAX_CAPTURES,
    select: { id: true, receivedAt: true, replyStatus: true },
  });
  return {
    eventId,
    from: eventIdSource(eventId),
    captures: rows.map(({ id, receivedAt, replyStatus }, index) => {
      const before = rows[index - 1];
      const gapMs = before ? receivedAt.getTime() - before.receivedAt.getTime() : null;
      const sentence = describe(index + 1, gapMs);
      return { requestId: id, receivedAt: receivedAt.toISOString(), replyStatus, gapMs, sentence };
    }),
    published: publishedSchedule(headers),
  };
}

/** `attempt 3 of the same event, 30.0 s after the second`. */
function describe(number: number, gapMs: number | null): string {
  if (gapMs === null) return "first time this event was captured";
  return `attempt ${number} of the same event, ${formatDuration(gapMs)} after the ${ordinal(number - 1)}`;
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

function ordinal(number: number): string {
  return ORDINALS[number - 1] ?? `one before`;
}
