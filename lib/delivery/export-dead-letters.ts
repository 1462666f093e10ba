import { db } from "#lib/db.ts";
import { storedHeaders } from "#lib/requests/queries.ts";
import { getDelivery, listBinDeliveries } from "./queries.ts";
import type { DeliveryPage } from "./schema.ts";

const LISTED_AT_ONCE = 100;

/**
 * All dead deliveries of some bins as JSON lines, each with the captured request it was to carry. One
 * line is in memory at a time: bodies may be large.
 */
export function exportDeadLetters(binIds: readonly string[]): ReadableStream<Uint8Array> {
  const lines = deadLetterLines(binIds);
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The export as a download. */
export function deadLetterDownload(binIds: readonly string[], filename: string): Response {
  return new Response(exportDeadLetters(binIds), {
    headers: {
      "content-type": "application/x-ndjson",
      "content-disposition": `attachment; filename="${filename}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}

async function* deadLetterLines(binIds: readonly string[]): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  let cursor: string | null = null;
  do {
    const filter = { states: ["dead"] as const, cursor, limit: LISTED_AT_ONCE };
    const page: DeliveryPage = await listBinDeliveries(binIds, filter);
    for (const { id } of page.items) {
      const line = await toLine(id);
      if (line !== null) yield encoder.encode(line);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** Null when it was deleted since it was listed. */
async function toLine(id: string): Promise<string | null> {
  const delivery = await getDelivery(id);
  if (!delivery) return null;
  const row = await db().capturedRequest.findFirst({
    where: { id: delivery.requestId },
    select: { id: true, method: true, target: true, headers: true, body: true, receivedAt: true },
  });
  const captured = row && {
    ...row,
    headers: storedHeaders(row.headers),
    body: undefined,
    bodyBase64: Buffer.from(row.body).toString("base64"),
  };
  return `${JSON.stringify({ ...delivery, captured })}\n`;
}
