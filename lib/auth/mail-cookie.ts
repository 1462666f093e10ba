import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookies, setCookie } from "#lib/http/cookies.ts";
import { isHttps } from "#lib/http/origin.ts";
import { deriveKey } from "#lib/secret-key.ts";

/** As long as the link in the mail works. */
const DAY_SECONDS = 86_400;

const cookieName = () => (isHttps() ? "__Host-hookglass_mail" : "hookglass_mail");

/** The `Set-Cookie` value that remembers that this browser asked for a mail to this address. */
export function mailCookie(email: string): string {
  return setCookie({
    name: cookieName(),
    value: proofOf(email),
    maxAgeSeconds: DAY_SECONDS,
    secure: isHttps(),
  });
}

/**
 * True in the browser that asked for the mail. A link that somebody else asked for signs in too, but
 * into their account: what this browser owns must not move there.
 */
export function askedForMail(cookieHeader: string | null, email: string): boolean {
  const given = Buffer.from(parseCookies(cookieHeader).get(cookieName()) ?? "");
  const proof = Buffer.from(proofOf(email));
  return given.length === proof.length && timingSafeEqual(given, proof);
}

function proofOf(email: string): string {
  return createHmac("sha256", deriveKey("sign-in-mail")).update(email).digest("base64url");
}
