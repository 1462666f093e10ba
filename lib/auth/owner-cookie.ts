import { parseCookies, setCookie } from "#lib/http/cookies.ts";
import { isHttps } from "#lib/http/origin.ts";
import { ownerCookieName } from "./identity.ts";

const YEAR_SECONDS = 365 * 86_400;

/** The anonymous owner's token that a request carries, as cookie or as bearer; null without one. */
export function ownerTokenOf(request: Request): string | null {
  const bearer = /^Bearer +(hgo_[\w-]+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (bearer) return bearer;
  const cookie = parseCookies(request.headers.get("cookie")).get(ownerCookieName());
  return cookie && /^hgo_[\w-]{20,}$/.test(cookie) ? cookie : null;
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
