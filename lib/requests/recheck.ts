import { getBinVerifier } from "#lib/bins/queries.ts";
import { db } from "#lib/db.ts";
import { logger } from "#lib/logger.ts";
import { publish } from "#lib/realtime/bus.ts";
import { type Bin, Prisma } from "#prisma/client/client.ts";
import { storedHeaders } from "./queries.ts";
import { verifyRequest } from "./verify-request.ts";

const BATCH_ROWS = 50;

/** A later change of the same bin makes an earlier round stop. */
const rounds = new Map<string, symbol>();

/**
 * Checks every stored request of a bin again after its scheme or secrets have changed, newest
 * first. Whoever watches the bin is told when it is done.
 */
export function recheckInBackground(bin: Bin): void {
  const round = Symbol(bin.id);
  rounds.set(bin.id, round);
  recheck(bin, () => rounds.get(bin.id) !== round)
    .catch((error) => logger.error({ err: error, binId: bin.id }, "requests were not re-checked"))
    .finally(() => {
      if (rounds.get(bin.id) === round) rounds.delete(bin.id);
    });
}

async function recheck(bin: Bin, isOutdated: () => boolean): Promise<void> {
  const verifier = await getBinVerifier(bin);
  let before: string | null = null;
  do {
    const rows: Awaited<ReturnType<typeof nextRows>> = await nextRows(bin.id, before);
    if (isOutdated()) return;
    const statuses = await Promise.all(
      rows.map(async (row) => {
        const headers = storedHeaders(row.headers);
        return (await verifyRequest(verifier, { ...row, headers }))?.status ?? null;
      }),
    );
    await db().$executeRaw(Prisma.sql`
      UPDATE requests SET verification_status = checked.status
      FROM unnest(${rows.map((row) => row.id)}::uuid[], ${statuses}::text[]) AS checked(id, status)
      WHERE requests.id = checked.id`);
    publish("bin.updated", { binId: bin.id });
    before = rows.at(-1)?.id ?? null;
  } while (before !== null);
}

function nextRows(binId: string, before: string | null) {
  return db().capturedRequest.findMany({
    where: { binId, ...(before === null ? {} : { id: { lt: before } }) },
    orderBy: { id: "desc" },
    take: BATCH_ROWS,
    select: { id: true, method: true, target: true, headers: true, body: true, receivedAt: true },
  });
}
