import type { NextRequest } from "next/server";
import { answerSignIn } from "#lib/auth/sign-in.ts";
import { claimBins } from "#lib/bins/mutations.ts";
import { route } from "#lib/http/route.ts";

type Params = { nextauth: string[] };

/** Signing in moves the anonymous bins of this browser to the account. */
const handle = route<Params, NextRequest>((request, params) =>
  answerSignIn(request, { params: Promise.resolve(params) }, claimBins),
);

export { handle as GET, handle as POST };
