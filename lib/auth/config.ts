import { PrismaAdapter } from "@auth/prisma-adapter";
import type { NextAuthOptions } from "next-auth";
import type { Adapter } from "next-auth/adapters";
import EmailProvider from "next-auth/providers/email";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { isHttps } from "#lib/http/origin.ts";
import { deriveKey } from "#lib/secret-key.ts";
import { sessionCookieName } from "./identity.ts";

/** The ways to sign in that this server's settings allow. */
export function configuredProviders(): { id: "github" | "google" | "email"; label: string }[] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET, SMTP_URL, MAIL_FROM } = env();
  return [
    ...(GITHUB_ID && GITHUB_SECRET ? [{ id: "github" as const, label: "GitHub" }] : []),
    ...(GOOGLE_ID && GOOGLE_SECRET ? [{ id: "google" as const, label: "Google" }] : []),
    ...(SMTP_URL && MAIL_FROM ? [{ id: "email" as const, label: "E-mail" }] : []),
  ];
}

/** next-auth's settings. `onSignIn` runs once per sign-in, before the browser is sent back. */
export function authOptions(onSignIn: (userId: string) => Promise<void>): NextAuthOptions {
  return {
    // Written for Auth.js, with the same methods; next-auth 4's own adapter package is retired.
    adapter: PrismaAdapter(db()) as Adapter,
    secret: deriveKey("next-auth").toString("hex"),
    session: { strategy: "database", maxAge: 30 * 86_400 },
    pages: { signIn: "/sign-in", error: "/sign-in", verifyRequest: "/sign-in?sent=1" },
    providers: providers(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps() },
      },
    },
    events: { signIn: ({ user }) => onSignIn(user.id) },
  };
}

function providers(): NextAuthOptions["providers"] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET, SMTP_URL, MAIL_FROM } = env();
  return [
    ...(GITHUB_ID && GITHUB_SECRET
      ? [GitHubProvider({ clientId: GITHUB_ID, clientSecret: GITHUB_SECRET })]
      : []),
    ...(GOOGLE_ID && GOOGLE_SECRET
      ? [GoogleProvider({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET })]
      : []),
    ...(SMTP_URL && MAIL_FROM ? [EmailProvider({ server: SMTP_URL, from: MAIL_FROM })] : []),
  ];
}
