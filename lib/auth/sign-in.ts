import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { AppError } from "#lib/errors.ts";
import { requireQuota, requireQuotaFor } from "#lib/http/quota.ts";
import { readBytes } from "#lib/http/read-bytes.ts";
import { hashToken } from "#lib/ids.ts";
import { authOptions } from "./config.ts";
import { askedForMail, mailCookie } from "./mail-cookie.ts";
import { ownerTokenOf } from "./owner-cookie.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

const MAX_FORM_BYTES = 16 * 1024;
/** Nobody's mailbox is to be filled through us, whoever asks. */
const MAILS_TO_ONE = { noun: "mails", allowed: 5, per: "hour" } as const;
const MAILS_FROM_ONE = { noun: "sign-in mails", allowed: 20, per: "hour" } as const;

/**
 * Answers a call to next-auth. Signing in calls `claim` with the hash of this browser's anonymous
 * owner token, if there is one and the sign-in began in this browser.
 */
export async function answerSignIn(
  request: NextRequest,
  context: Context,
  claim: (ownerHash: string, userId: string) => Promise<unknown>,
): Promise<Response> {
  const ownerToken = ownerTokenOf(request);
  const cookies = request.headers.get("cookie");
  let mailedTo: string | null = null;
  const options = authOptions({
    onMailAsked(email) {
      if (!mayMail(request, email)) return false;
      mailedTo = email;
      return true;
    },
    async onSignedIn(userId, email) {
      // Providers carry a state of their own; a mailed link works in every browser.
      const isOurs = email === null || askedForMail(cookies, email);
      if (ownerToken && isOurs) await claim(hashToken(ownerToken), userId);
    },
  });
  const response: Response = await NextAuth(await withBoundedBody(request), context, options);
  if (mailedTo !== null) response.headers.append("set-cookie", mailCookie(mailedTo));
  return response;
}

function mayMail(request: Request, email: string): boolean {
  try {
    requireQuota(request, MAILS_FROM_ONE);
    requireQuotaFor(email, "to one address", MAILS_TO_ONE);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** next-auth reads whatever comes. */
async function withBoundedBody(request: NextRequest): Promise<NextRequest> {
  if (request.method !== "POST") return request;
  const body = new Uint8Array(await readBytes(request, MAX_FORM_BYTES));
  return new NextRequest(request.url, { method: "POST", headers: request.headers, body });
}
