import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/auth/config.ts";
import { ownerTokenOf } from "#lib/auth/owner-cookie.ts";
import { claimBins } from "#lib/bins/mutations.ts";
import { hashToken } from "#lib/ids.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Signing in moves the anonymous bins of this browser to the account. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  const ownerToken = ownerTokenOf(request);
  const options = authOptions(async (userId) => {
    if (ownerToken) await claimBins(hashToken(ownerToken), userId);
  });
  return NextAuth(request, context, options);
}

export { handle as GET, handle as POST };
