import { db } from "#lib/db.ts";
import { bearerToken, isBearer } from "#lib/http/bearer.ts";
import { parseCookies } from "#lib/http/cookies.ts";
import { isHttps } from "#lib/http/origin.ts";
import { hashToken } from "#lib/ids.ts";
import { type ApiTokenGrant, findApiToken, isApiToken } from "./api-token.ts";
import { findShareGrant, type ShareGrant } from "./share-grant.ts";

/** Who is asking. All null: nobody we know, who may still make a bin. */
export type Caller = {
  userId: string | null;
  /** SHA-256 of the anonymous owner's token. */
  ownerHash: string | null;
  apiToken: ApiTokenGrant | null;
  share: ShareGrant | null;
};

/** The parts of a request that say who is asking; `null` where a header is missing. */
export type Credentials = { cookie: string | null; authorization: string | null };

export const ANONYMOUS: Caller = {
  userId: null,
  ownerHash: null,
  apiToken: null,
  share: null,
};

/** `__Host-` binds a cookie to this host alone, but browsers accept it over https only. */
export function ownerCookieName(): string {
  return isHttps() ? "__Host-hookglass_owner" : "hookglass_owner";
}

/** The session cookie of next-auth, named in auth/config.ts. */
export function sessionCookieName(): string {
  return isHttps() ? "__Host-hookglass_session" : "hookglass_session";
}

/**
 * Resolves credentials. A bearer token decides alone: cookies that come with it are not looked at,
 * except the one that unlocks a share by its password. Other schemes (Basic, for a proxy in front)
 * say nothing to us.
 */
export async function identify(credentials: Credentials): Promise<Caller> {
  const cookies = parseCookies(credentials.cookie);
  const bearer = bearerToken(credentials.authorization);
  if (bearer?.startsWith("hgs_")) {
    const found = await findShareGrant(bearer, cookies);
    return { ...ANONYMOUS, share: found.state === "ok" ? found.grant : null };
  }
  if (isApiToken(bearer)) return { ...ANONYMOUS, apiToken: await findApiToken(bearer) };
  if (isBearer(credentials.authorization)) {
    return { ...ANONYMOUS, ownerHash: isOwnerToken(bearer) ? hashToken(bearer) : null };
  }
  const ownerToken = cookies.get(ownerCookieName());
  return {
    ...ANONYMOUS,
    userId: await findSessionUser(cookies.get(sessionCookieName())),
    ownerHash: isOwnerToken(ownerToken) ? hashToken(ownerToken) : null,
  };
}

/** True for text that newToken("hgo") can have made: whoever brings a shorter one made it up. */
export function isOwnerToken(text: string | null | undefined): text is string {
  return /^hgo_[\w-]{43}$/.test(text ?? "");
}

/** Who sent this request to a route. */
export function callerOf(request: Request): Promise<Caller> {
  return identify({
    cookie: request.headers.get("cookie"),
    authorization: request.headers.get("authorization"),
  });
}

async function findSessionUser(sessionToken: string | undefined): Promise<string | null> {
  if (!sessionToken) return null;
  const session = await db().session.findUnique({
    where: { sessionToken: hashToken(sessionToken) },
    select: { userId: true, expires: true },
  });
  return session && session.expires > new Date() ? session.userId : null;
}
