import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { splitTarget } from "#lib/http/request-target.ts";
import { pathBelowBin } from "#lib/requests/bin-address.ts";
import { type DeliveryFilter, listBinDeliveries } from "./queries.ts";
import type { DeadLetter, DeadLetterPage, DeliverySummary, ReasonGroup } from "./schema.ts";

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
