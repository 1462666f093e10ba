import type { Caller } from "#lib/auth/identity.ts";
import { findShareGrant, unlockCookieName, unlockProof } from "#lib/auth/share-grant.ts";
import { type FullyOwnedBin, notFound, requireFullyOwnedBin } from "#lib/bins/access.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { setCookie } from "#lib/http/cookies.ts";
import { isHttps, publicOrigin } from "#lib/http/origin.ts";
import { requireQuotaFor } from "#lib/http/quota.ts";
import { hashToken, isId, newId, newToken } from "#lib/ids.ts";
import { publish } from "#lib/realtime/bus.ts";
import { findBinIdOf } from "#lib/requests/queries.ts";
import type { CreateShare } from "./input.ts";
import { hashPassword, isPassword } from "./password.ts";
import { summarizeShare } from "./queries.ts";
import type { CreatedShare } from "./schema.ts";

const MAX_SHARES_PER_BIN = 50;
/** A password of four characters must not be found by trying. */
const UNLOCK_QUOTA = { noun: "passwords", allowed: 20, per: "hour" } as const;
const UNLOCKED_FOR_SECONDS = 12 * 3600;

/** Makes a read-only link to a bin, or to one request of it. The token is told only now. */
export async function createShare(bin: FullyOwnedBin, input: CreateShare): Promise<CreatedShare> {
  if (input.requestId && (await findBinIdOf(input.requestId)) !== bin.id) {
    throw new AppError("not_found", "There is no such request in this bin");
  }
  if ((await db().share.count({ where: { binId: bin.id } })) >= MAX_SHARES_PER_BIN) {
    const message = `A bin has at most ${MAX_SHARES_PER_BIN} share links: revoke one first`;
    throw new AppError("conflict", message);
  }
  const token = newToken("hgs");
  const share = await db().share.create({
    data: {
      id: newId(),
      tokenHash: hashToken(token),
      binId: bin.id,
      requestId: input.requestId ?? null,
      redact: input.redact,
      passwordHash: input.password ? await hashPassword(input.password) : null,
      expiresAt: input.expiresAt ?? null,
    },
  });
  return { ...summarizeShare(share), token, url: `${publicOrigin()}/s/${token}` };
}

/** Revokes a link at once, also for whoever is looking through it now. */
export async function revokeShare(caller: Caller, shareId: string): Promise<void> {
  const share = isId(shareId) ? await db().share.findUnique({ where: { id: shareId } }) : null;
  if (!share) throw notFound("share link");
  await requireFullyOwnedBin(caller, share.binId, "share link");
  await db().share.delete({ where: { id: shareId } });
  publish("share.revoked", { shareId });
}

/** Checks a link's password; the answer is the cookie that lets this browser in for 12 hours. */
export async function unlockShare(input: { token: string; password: string }): Promise<string> {
  // Whether a token exists is no secret worth guessing at: it has 256 random bits.
  requireQuotaFor(hashToken(input.token), "for one link", UNLOCK_QUOTA);
  const found = await findShareGrant(input.token, new Map());
  if (found.state === "gone")
    throw new AppError("not_found", "This link has expired or was revoked");
  if (found.state === "ok") throw new AppError("conflict", "This link has no password");
  if (!(await isPassword(input.password, found.passwordHash))) {
    const issues = [{ path: "password", message: "Wrong password" }];
    throw new AppError("forbidden", "Wrong password", { issues });
  }
  return setCookie({
    name: unlockCookieName(found.shareId),
    value: unlockProof(found.shareId, found.passwordHash),
    maxAgeSeconds: UNLOCKED_FOR_SECONDS,
    secure: isHttps(),
  });
}
