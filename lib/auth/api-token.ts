import { db } from "#lib/db.ts";
import { hashToken } from "#lib/ids.ts";
import { logger } from "#lib/logger.ts";

/** What an API token allows: to work with one bin. */
export type ApiTokenGrant = { tokenId: string; binId: string };

/** Often enough to tell a forgotten token from one in use. */
const NOTED_EVERY_MS = 60_000;

/** Tokens whose use is being written down: of many calls at once, one does it. */
const noting = new Set<string>();

/** True for text that newToken("hgt") can have made. */
export function isApiToken(text: string | null): text is string {
  return /^hgt_[\w-]{43}$/.test(text ?? "");
}

/** Finds what an API token allows right now; null when it is unknown or was revoked. */
export async function findApiToken(token: string): Promise<ApiTokenGrant | null> {
  const found = await db().apiToken.findUnique({
    where: { tokenHash: hashToken(token) },
    select: { id: true, binId: true, lastUsedAt: true },
  });
  if (!found) return null;
  noteUse(found.id, found.lastUsedAt, Date.now());
  return { tokenId: found.id, binId: found.binId };
}

/** At most once a minute, and nobody waits for it. */
function noteUse(id: string, lastUsedAt: Date | null, nowMs: number): void {
  if (lastUsedAt !== null && nowMs - lastUsedAt.getTime() < NOTED_EVERY_MS) return;
  if (noting.has(id)) return;
  noting.add(id);
  // Of many: one that was revoked meanwhile is no error.
  db()
    .apiToken.updateMany({ where: { id }, data: { lastUsedAt: new Date(nowMs) } })
    .catch((error) => logger.warn({ err: error }, "the use of an API token could not be noted"))
    .finally(() => noting.delete(id));
}
