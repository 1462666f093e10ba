import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { splitTarget } from "#lib/http/request-target.ts";
import { pathBelowBin } from "#lib/requests/bin-address.ts";
import { storedHeaders } from "#lib/requests/queries.ts";
import { type DeliveryFilter, findDeliveries, listBinDeliveries } from "./queries.ts";
import type { DeadLetter, DeadLetterPage, DeliverySummary, ReasonGroup } from "./schema.ts";

const EXPORTED_AT_ONCE = 20;

/** Dead deliveries of some bins, newest first, with all their reasons counted. */
export async function listDeadLetters(
  binIds: readonly string[],
  filter: Pick<DeliveryFilter, "reason" | "targetId"> & { cursor: string | null; limit: number },
): Promise<DeadLetterPage> {
  // In this order: what is counted is listed too, also when it died in between.
  const groups = await countReasons(binIds);
  const page = await listBinDeliveries(binIds, { ...filter, states: ["dead"] });
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const items = await withCaptured(page.items);
  return { ...page, items, total, maxPerBin: env().HOOKGLASS_MAX_DEAD_LETTERS_PER_BIN, groups };
}

async function withCaptured(items: readonly DeliverySummary[]): Promise<DeadLetter[]> {
  const rows = await db().capturedRequest.findMany({
    where: { id: { in: items.map(({ requestId }) => requestId) } },
    select: { id: true, method: true, target: true },
  });
  const captured = new Map(
    rows.map(({ id, method, target }) => [
      id,
      { method, path: splitTarget(pathBelowBin(target)).path },
    ]),
  );
  return items.map((item) => ({ ...item, captured: captured.get(item.requestId) ?? null }));
}

async function countReasons(binIds: readonly string[]): Promise<ReasonGroup[]> {
  const rows = await db().delivery.groupBy({
    by: ["reason"],
    where: { binId: { in: [...binIds] }, state: "dead" },
    _count: true,
    orderBy: { _count: { reason: "desc" } },
  });
  return rows.map(({ reason, _count }) => ({
    reason: reason ?? "unknown",
    label: labelOf(reason ?? "unknown"),
    count: _count,
  }));
}

const LABELS: Record<string, string> = {
  guard: "Not allowed to be sent",
  dns: "Host not found",
  connect: "No connection",
  tls: "Certificate or TLS",
  timeout: "No answer in time",
  request: "Connection lost before the answer",
  answer: "Answer broke off",
  interrupted: "Server stopped meanwhile",
  unknown: "Unknown",
};

/** A reason in words: `http_503` → `Answered 503`. */
function labelOf(reason: string): string {
  return reason.startsWith("http_") ? `Answered ${reason.slice(5)}` : (LABELS[reason] ?? reason);
}

/** All dead deliveries of a bin as JSON lines, each with the captured request it was to carry. */
export function exportDeadLetters(binId: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let cursor: string | null = null;
  return new ReadableStream({
    async pull(controller) {
      const filter = { states: ["dead"] as const, cursor, limit: EXPORTED_AT_ONCE };
      const page = await listBinDeliveries([binId], filter);
      for (const line of await toLines(page.items.map(({ id }) => id))) {
        controller.enqueue(encoder.encode(line));
      }
      cursor = page.nextCursor;
      if (cursor === null) controller.close();
    },
  });
}

async function toLines(ids: string[]): Promise<string[]> {
  const deliveries = await findDeliveries(ids);
  const rows = await db().capturedRequest.findMany({
    where: { id: { in: deliveries.map(({ requestId }) => requestId) } },
    select: { id: true, method: true, target: true, headers: true, body: true, receivedAt: true },
  });
  const captured = new Map(
    rows.map(({ headers, body, ...row }) => [
      row.id,
      { ...row, headers: storedHeaders(headers), bodyBase64: Buffer.from(body).toString("base64") },
    ]),
  );
  return deliveries
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .map((delivery) => {
      const request = captured.get(delivery.requestId) ?? null;
      return `${JSON.stringify({ ...delivery, captured: request })}\n`;
    });
}
