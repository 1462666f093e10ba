import type { FullyOwnedBin } from "#lib/bins/access.ts";
import { db } from "#lib/db.ts";
import type { Share } from "#prisma/client/client.ts";
import type { ShareSummary } from "./schema.ts";

/** A link without its token, which is not kept. */
export function summarizeShare(share: Share): ShareSummary {
  return {
    id: share.id,
    requestId: share.requestId,
    redact: share.redact,
    hasPassword: share.passwordHash !== null,
    createdAt: share.createdAt.toISOString(),
    expiresAt: share.expiresAt?.toISOString() ?? null,
  };
}

/** The links of a bin, newest first. */
export async function listShares(bin: FullyOwnedBin): Promise<ShareSummary[]> {
  const shares = await db().share.findMany({
    where: { binId: bin.id },
    orderBy: { createdAt: "desc" },
  });
  return shares.map(summarizeShare);
}
