import type { NextAuthOptions } from "next-auth";
import EmailProvider from "next-auth/providers/email";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { env } from "#lib/env.ts";
import { isHttps, publicOrigin } from "#lib/http/origin.ts";
import { deriveKey } from "#lib/secret-key.ts";
import { authAdapter } from "./adapter.ts";
import { sessionCookieName } from "./identity.ts";

/** What happens besides signing in. */
export type SignInHooks = {
  /** Before a mail goes out; false: it does not. The address is normalized. */
  onMailAsked: (email: string) => boolean;
  /** Once per sign-in, before the browser is sent back. `email`: the address of a mailed link, else null. */
  onSignedIn: (userId: string, email: string | null) => Promise<void>;
};

/** The ways to sign in that this server's settings allow. */
export function configuredProviders(): { id: "github" | "google" | "email"; label: string }[] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET, SMTP_URL, MAIL_FROM } = env();
  return [
    ...(GITHUB_ID && GITHUB_SECRET ? [{ id: "github" as const, label: "GitHub" }] : []),
    ...(GOOGLE_ID && GOOGLE_SECRET ? [{ id: "google" as const, label: "Google" }] : []),
    ...(SMTP_URL && MAIL_FROM ? [{ id: "email" as const, label: "E-mail" }] : []),
  ];
}

/** next-auth's settings. */
export function authOptions({ onMailAsked, onSignedIn }: SignInHooks): NextAuthOptions {
  return {
    adapter: authAdapter(),
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
    callbacks: {
      signIn: ({ account, email }) => {
        if (!email?.verificationRequest) return true;
        const mayMail = onMailAsked(account?.providerAccountId ?? "");
        return mayMail || `${publicOrigin()}/sign-in?error=TooManyMails`;
      },
    },
    events: {
      signIn: ({ user, account }) =>
        onSignedIn(user.id, account?.type === "email" ? (user.email ?? "") : null),
    },
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
