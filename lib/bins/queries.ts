import type { Caller } from "#lib/auth/identity.ts";
import { db } from "#lib/db.ts";
import { captureUrlOf, publicOrigin } from "#lib/http/origin.ts";
import { schemeOptionsSchema } from "#lib/signatures/options.ts";
import type { SchemeOptions } from "#lib/signatures/schema.ts";
import { type Bin, Prisma, type Refusal } from "#prisma/client/client.ts";
import { currentLimits, expiryOf } from "./limits.ts";
import { recheckProgress } from "./rechecks.ts";
import type {
  BinDetail,
  BinSummary,
  RefusalSummary,
  SharedBin,
  SignatureSetting,
} from "./schema.ts";
import { openSecret } from "./secret-box.ts";
import type { BinVerifier } from "./verifier.ts";

const MAX_LISTED = 200;

/** A bin as a row of a list. */
export function summarizeBin(bin: Bin): BinSummary {
  return {
    id: bin.id,
    name: bin.name,
    slug: bin.slug,
    captureUrl: captureUrlOf(bin.slug),
    inspectUrl: `${publicOrigin()}/bins/${bin.id}`,
    createdAt: bin.createdAt.toISOString(),
    lastRequestAt: bin.lastRequestAt?.toISOString() ?? null,
    expiresAt: expiryOf(bin, currentLimits().retentionDays)?.toISOString() ?? null,
  };
}

/** The caller's bins, the most recently used first; at most 200. An API token has the one it is for. */
export async function listBins({ userId, ownerHash, apiToken }: Caller): Promise<BinSummary[]> {
  if (userId === null && ownerHash === null && apiToken === null) return [];
  const newest = await db().$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM bins
    WHERE user_id = ${userId} OR (user_id IS NULL AND owner_hash = ${ownerHash})
      OR id = ${apiToken?.binId ?? null}
    ORDER BY coalesce(last_request_at, created_at) DESC LIMIT ${MAX_LISTED}`);
  const bins = await db().bin.findMany({ where: { id: { in: newest.map(({ id }) => id) } } });
  const now = new Date();
  return bins
    .filter((bin) => (expiryOf(bin, currentLimits().retentionDays) ?? now) >= now)
    .sort((a, b) => usedAt(b) - usedAt(a))
    .map(summarizeBin);
}

/** The ids of the caller's bins: see `listBins`. */
export async function listBinIds(caller: Caller): Promise<string[]> {
  return (await listBins(caller)).map(({ id }) => id);
}

/** A bin with its settings and counts, for its owner. */
export async function getBinDetail(bin: Bin): Promise<BinDetail> {
  const [counts, signature, refusals] = await Promise.all([
    countRequests(bin.id),
    getSignatureSetting(bin),
    listRefusals(bin.id),
  ]);
  return {
    ...summarizeBin(bin),
    limits: currentLimits(),
    counts,
    signature,
    recheck: recheckProgress(bin.id),
    refusals,
    owner: bin.userId === null ? "anonymous" : "account",
  };
}

/** What a share link shows of a bin. */
export async function getSharedBin(bin: Bin): Promise<SharedBin> {
  return {
    id: bin.id,
    name: bin.name,
    limits: currentLimits(),
    counts: await countRequests(bin.id),
  };
}

/** What the capture door needs to know of a bin; null when the slug is unknown or expired. */
export async function findBinForCapture(slug: string): Promise<BinVerifier | null> {
  const bin = await db().bin.findUnique({ where: { slug } });
  if (!bin) return null;
  const expiresAt = expiryOf(bin, currentLimits().retentionDays);
  if (expiresAt && expiresAt <= new Date()) return null;
  return getBinVerifier(bin);
}

/** A bin's scheme with its secrets in clear, for checking on the server only. */
export async function getBinVerifier(bin: Bin): Promise<BinVerifier> {
  const base = { id: bin.id, slug: bin.slug };
  if (bin.signatureScheme === null) return { ...base, signature: null };
  const rows = await db().signingSecret.findMany({
    where: { binId: bin.id },
    orderBy: { position: "asc" },
  });
  const secrets = rows.flatMap((row) => openSecret(row.ciphertext, bin.id) ?? []);
  return { ...base, signature: { scheme: bin.signatureScheme, secrets, options: optionsOf(bin) } };
}

async function getSignatureSetting(bin: Bin): Promise<SignatureSetting | null> {
  if (bin.signatureScheme === null) return null;
  const secrets = await db().signingSecret.findMany({
    where: { binId: bin.id },
    orderBy: { position: "asc" },
    select: { id: true, hint: true },
  });
  return { scheme: bin.signatureScheme, options: optionsOf(bin), secrets };
}

/** Options that an earlier version wrote and this one does not know must not stop the capturing. */
function optionsOf(bin: Bin): SchemeOptions {
  const stored = schemeOptionsSchema.safeParse(bin.signatureOptions ?? {});
  return stored.success ? stored.data : {};
}

async function countRequests(binId: string): Promise<{ kept: number; pinned: number }> {
  const [all, pinned] = await Promise.all([
    db().capturedRequest.count({ where: { binId } }),
    db().capturedRequest.count({ where: { binId, pinnedAt: { not: null } } }),
  ]);
  return { kept: all - pinned, pinned };
}

async function listRefusals(binId: string): Promise<RefusalSummary[]> {
  const rows = await db().refusal.findMany({
    where: { binId },
    orderBy: { lastAt: "desc" },
    take: 20,
  });
  return rows.map(toRefusal);
}

function toRefusal(row: Refusal): RefusalSummary {
  return {
    reason: row.reason === "rate_limited" ? "rate_limited" : "body_too_large",
    status: row.status,
    count: row.count,
    lastAt: row.lastAt.toISOString(),
    method: row.method,
    path: row.target,
    remoteAddress: row.remoteAddress,
    declaredBytes: row.declaredBytes,
  };
}

function usedAt(bin: Bin): number {
  return (bin.lastRequestAt ?? bin.createdAt).getTime();
}
