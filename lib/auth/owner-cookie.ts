import { bearerToken, isBearer } from "#lib/http/bearer.ts";
import { parseCookies, setCookie } from "#lib/http/cookies.ts";
import { isHttps } from "#lib/http/origin.ts";
import { isOwnerToken, ownerCookieName } from "./identity.ts";

const YEAR_SECONDS = 365 * 86_400;

/** The anonymous owner's token that a request carries, as cookie or as bearer; null without one. */
export function ownerTokenOf(request: Request): string | null {
  const authorization = request.headers.get("authorization");
  const token = isBearer(authorization)
    ? bearerToken(authorization)
    : parseCookies(request.headers.get("cookie")).get(ownerCookieName());
  return isOwnerToken(token) ? token : null;
}

/** The `Set-Cookie` value that remembers an anonymous owner in this browser. */
export function ownerCookie(token: string): string {
  return setCookie({
    name: ownerCookieName(),
    value: token,
    maxAgeSeconds: YEAR_SECONDS,
    secure: isHttps(),
  });
}
