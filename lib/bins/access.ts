import type { Caller } from "#lib/auth/identity.ts";
import type { ShareGrant } from "#lib/auth/share-grant.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import type { Bin } from "#prisma/client/client.ts";
import { currentLimits, expiryOf } from "./limits.ts";

declare const proof: unique symbol;

/** A bin that the caller was shown to own. Only this file makes one. */
export type OwnedBin = Bin & { readonly [proof]: "owned" };

/** A bin that the caller may read, and how much of it. */
export type ReadableBin = {
  bin: Bin;
  /** Null for the owner. */
  share: ShareGrant | null;
};

/** Not there and not yours read alike, so that ids cannot be probed. */
const notFound = (what: string) =>
  new AppError("not_found", `There is no such ${what}, or it is not yours`);

/** The bin, when the caller owns it. */
export async function findOwnedBin(caller: Caller, binId: string): Promise<OwnedBin | null> {
  const bin = await findLiveBin(binId);
  return bin && owns(caller, bin) ? (bin as OwnedBin) : null;
}

/** The bin; throws `not_found` unless the caller owns it. */
export async function requireOwnedBin(caller: Caller, binId: string): Promise<OwnedBin> {
  const bin = await findOwnedBin(caller, binId);
  if (!bin) throw notFound("bin");
  return bin;
}

/** The bin, when the caller owns it or holds a share link of it. */
export async function findReadableBin(caller: Caller, binId: string): Promise<ReadableBin | null> {
  const bin = await findLiveBin(binId);
  if (!bin) return null;
  if (owns(caller, bin)) return { bin, share: null };
  return caller.share?.binId === binId ? { bin, share: caller.share } : null;
}

/** The bin; throws `not_found` unless the caller may read it. */
export async function requireReadableBin(caller: Caller, binId: string): Promise<ReadableBin> {
  const readable = await findReadableBin(caller, binId);
  if (!readable) throw notFound("bin");
  return readable;
}

async function findLiveBin(binId: string): Promise<Bin | null> {
  if (!isId(binId)) return null;
  const bin = await db().bin.findUnique({ where: { id: binId } });
  return bin && !isExpired(bin) ? bin : null;
}

function owns(caller: Caller, bin: Bin): boolean {
  if (bin.userId !== null) return caller.userId === bin.userId;
  return bin.ownerHash !== null && caller.ownerHash === bin.ownerHash;
}

function isExpired(bin: Bin): boolean {
  const expiresAt = expiryOf(bin, currentLimits().retentionDays);
  return expiresAt !== null && expiresAt <= new Date();
}
