import { ANONYMOUS } from "#lib/auth/identity.ts";
import { findShareGrant } from "#lib/auth/share-grant.ts";
import { findReadableBin } from "#lib/bins/access.ts";
import { getSharedBin } from "#lib/bins/queries.ts";
import type { SharedBin } from "#lib/bins/schema.ts";
import { parseCookies } from "#lib/http/cookies.ts";

/** What the page of a share link shows. */
export type ResolvedShare =
  | {
      state: "ok";
      bin: SharedBin;
      requestId: string | null;
      redact: boolean;
      expiresAt: string | null;
    }
  | { state: "password" }
  | { state: "gone" };

/** Resolves the token of `/s/<token>`; `cookieHeader` may unlock one that has a password. */
export async function resolveShare(
  token: string,
  cookieHeader: string | null,
): Promise<ResolvedShare> {
  const found = await findShareGrant(token, parseCookies(cookieHeader));
  if (found.state === "password") return { state: "password" };
  if (found.state === "gone") return { state: "gone" };
  const { binId, requestId, redact, expiresAt } = found.grant;
  const readable = await findReadableBin({ ...ANONYMOUS, share: found.grant }, binId);
  if (!readable) return { state: "gone" };
  return {
    state: "ok",
    bin: await getSharedBin(readable.bin),
    requestId,
    redact,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
