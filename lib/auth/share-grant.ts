import { createHmac, timingSafeEqual } from "node:crypto";
import { db } from "#lib/db.ts";
import { hashToken } from "#lib/ids.ts";
import { deriveKey } from "#lib/secret-key.ts";

/** What a share link allows: reading one bin, or one request of it. */
export type ShareGrant = {
  shareId: string;
  binId: string;
  requestId: string | null;
  redact: boolean;
  expiresAt: Date | null;
};

/** `gone` covers unknown, revoked and expired alike. */
export type ShareLookup =
  | { state: "ok"; grant: ShareGrant }
  | { state: "password"; shareId: string; passwordHash: string }
  | { state: "gone" };

/** The cookie that remembers that a share's password was given. */
export function unlockCookieName(shareId: string): string {
  return `hookglass_share_${shareId}`;
}

/** Its value: proof that the password of today was known, worthless once it changes. */
export function unlockProof(shareId: string, passwordHash: string): string {
  return createHmac("sha256", deriveKey("share-unlock"))
    .update(`${shareId}:${passwordHash}`)
    .digest("base64url");
}

/** Finds what a share token allows right now. */
export async function findShareGrant(
  token: string,
  cookies: Map<string, string>,
): Promise<ShareLookup> {
  const share = await db().share.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!share || (share.expiresAt && share.expiresAt <= new Date())) return { state: "gone" };
  const { id: shareId, passwordHash, binId, requestId, redact, expiresAt } = share;
  if (passwordHash !== null) {
    const given = cookies.get(unlockCookieName(shareId)) ?? "";
    if (!equal(given, unlockProof(shareId, passwordHash))) {
      return { state: "password", shareId, passwordHash };
    }
  }
  return { state: "ok", grant: { shareId, binId, requestId, redact, expiresAt } };
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
