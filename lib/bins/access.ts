import type { Caller } from "#lib/auth/identity.ts";
import type { ShareGrant } from "#lib/auth/share-grant.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import type { Bin } from "#prisma/client/client.ts";
import { currentLimits, expiryOf } from "./limits.ts";

declare const proof: unique symbol;

/** A bin that the caller was shown to own, or holds an API token of. Only this file makes one. */
export type OwnedBin = Bin & {
  readonly [proof]: "owned";
  readonly openedBy: "owner" | "api_token";
};

/**
 * A bin whose owner is there. An API token may do with its bin what the owner may (requests,
 * deliveries, targets, the signature, samples, watching), but it lies in a shell's history or a
 * build's settings: who finds it there must not be able to delete the bin, to let anybody in who stays
 * when the token is revoked (tokens, share links), or to learn of the owner's other bins.
 */
export type FullyOwnedBin = OwnedBin & { readonly openedBy: "owner" };

/** A bin that the caller may read, and how much of it. */
export type ReadableBin = {
  bin: Bin;
  /** Null for the owner, and for an API token of the bin. */
  share: ShareGrant | null;
};

/** Not there and not yours read alike, so that ids cannot be probed. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}, or it is not yours`);
}

/** The bin, when the caller owns it or holds an API token of it. */
export async function findOwnedBin(caller: Caller, binId: string): Promise<OwnedBin | null> {
  const bin = await findLiveBin(binId);
  if (!bin || !mayWork(caller, bin)) return null;
  return { ...bin, openedBy: owns(caller, bin) ? "owner" : "api_token" } as OwnedBin;
}

/** The bin; throws `not_found` unless the caller owns it or holds an API token of it. */
export async function requireOwnedBin(caller: Caller, binId: string): Promise<OwnedBin> {
  const bin = await findOwnedBin(caller, binId);
  if (!bin) throw notFound("bin");
  return bin;
}

/**
 * The bin; throws `not_found` unless the caller owns it, `forbidden` when it is its API token that
 * asks. `what` is looked for, in the words of that refusal: the bin, or something of it.
 */
export async function requireFullyOwnedBin(
  caller: Caller,
  binId: string,
  what = "bin",
): Promise<FullyOwnedBin> {
  const bin = await findOwnedBin(caller, binId);
  if (!bin) throw notFound(what);
  if (isFullyOwned(bin)) return bin;
  throw new AppError("forbidden", "An API token can't do this: it takes the bin's owner");
}

/** Whether it is the owner who asks, and not an API token. */
export function isFullyOwned(bin: OwnedBin): bin is FullyOwnedBin {
  return bin.openedBy === "owner";
}

/** The bin, when the caller owns it or holds an API token or a share link of it. */
export async function findReadableBin(caller: Caller, binId: string): Promise<ReadableBin | null> {
  const bin = await findLiveBin(binId);
  if (!bin) return null;
  if (mayWork(caller, bin)) return { bin, share: null };
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

function mayWork(caller: Caller, bin: Bin): boolean {
  return owns(caller, bin) || caller.apiToken?.binId === bin.id;
}

function owns(caller: Caller, bin: Bin): boolean {
  if (bin.userId !== null) return caller.userId === bin.userId;
  return bin.ownerHash !== null && caller.ownerHash === bin.ownerHash;
}

function isExpired(bin: Bin): boolean {
  const expiresAt = expiryOf(bin, currentLimits().retentionDays);
  return expiresAt !== null && expiresAt <= new Date();
}
