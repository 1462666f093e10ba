import { db } from "#lib/db.ts";
import { isId } from "#lib/ids.ts";
import type { Prisma } from "#prisma/client/client.ts";
import type { FullyOwnedBin } from "./access.ts";
import { openSecret } from "./secret-box.ts";

/** A secret of another bin of the same owner. Holds it in clear: never send it anywhere. */
export type OtherSecret = { id: string; label: string; secret: string };

/** More secrets than these leave no time to try anything else. */
const MAX_LISTED = 40;

/** The secrets of the owner's other bins, those of the bins used last first; at most 40. */
export async function listOtherSecrets(bin: FullyOwnedBin): Promise<OtherSecret[]> {
  const rows = await db().signingSecret.findMany({
    where: { bin: ofSameOwner(bin) },
    include: { bin: { select: { name: true } } },
    orderBy: [{ bin: { lastRequestAt: { sort: "desc", nulls: "last" } } }, { position: "asc" }],
    take: MAX_LISTED,
  });
  return rows.flatMap((row) => {
    const secret = openSecret(row.ciphertext, row.binId);
    return secret === null ? [] : [{ id: row.id, label: `the bin “${row.bin.name}”`, secret }];
  });
}

/** One of those secrets, by its id; null when it is not there or is somebody else's. */
export async function findOtherSecret(
  bin: FullyOwnedBin,
  secretId: string,
): Promise<string | null> {
  if (!isId(secretId)) return null;
  const row = await db().signingSecret.findFirst({
    where: { id: secretId, bin: ofSameOwner(bin) },
  });
  return row && openSecret(row.ciphertext, row.binId);
}

/** A bin belongs to an account, or else to whoever has its token; one of the two is never null. */
function ofSameOwner(bin: FullyOwnedBin): Prisma.BinWhereInput {
  const owner = bin.userId === null ? ownedBy(bin.ownerHash) : { userId: bin.userId };
  return { ...owner, id: { not: bin.id } };
}

function ownedBy(ownerHash: string | null): Prisma.BinWhereInput {
  return ownerHash === null ? { id: { in: [] } } : { ownerHash, userId: null };
}
