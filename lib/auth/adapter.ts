import { PrismaAdapter } from "@auth/prisma-adapter";
import type { Adapter, AdapterAccount } from "next-auth/adapters";
import { db } from "#lib/db.ts";
import { hashToken } from "#lib/ids.ts";

/**
 * Auth.js's Prisma adapter (next-auth 4's own is retired; the methods are the same), with two
 * differences: of a session token only the SHA-256 is stored, as of every token here, and of an
 * account at GitHub or Google only who it is, not the keys to it, which nobody needs.
 */
export function authAdapter(): Adapter {
  const { session: sessions, account: accounts } = db();
  return {
    ...(PrismaAdapter(db()) as Adapter),
    async createSession({ sessionToken, userId, expires }) {
      await sessions.create({ data: { sessionToken: hashToken(sessionToken), userId, expires } });
      return { sessionToken, userId, expires };
    },
    async getSessionAndUser(sessionToken) {
      const found = await sessions.findUnique({
        where: { sessionToken: hashToken(sessionToken) },
        include: { user: true },
      });
      if (!found) return null;
      const { user, userId, expires } = found;
      return {
        user: { ...user, email: user.email ?? "" },
        session: { sessionToken, userId, expires },
      };
    },
    async updateSession({ sessionToken, expires }) {
      if (!expires) return null;
      const where = { sessionToken: hashToken(sessionToken) };
      const { userId } = await sessions.update({ where, data: { expires } });
      return { sessionToken, userId, expires };
    },
    async deleteSession(sessionToken) {
      await sessions.deleteMany({ where: { sessionToken: hashToken(sessionToken) } });
    },
    async linkAccount({ userId, type, provider, providerAccountId }: AdapterAccount) {
      await accounts.create({ data: { userId, type, provider, providerAccountId } });
    },
  };
}
