import { headers } from "next/headers";
import { db } from "#lib/db.ts";
import { type Caller, identify } from "./identity.ts";

/** Who opens this page (Server Components only). */
export async function pageCaller(): Promise<Caller> {
  const sent = await headers();
  return identify({ cookie: sent.get("cookie"), authorization: sent.get("authorization") });
}

/** The signed-in user's name and picture, for the account menu; null for anonymous callers. */
export async function pageUser(
  caller: Caller,
): Promise<{ name: string; image: string | null } | null> {
  if (caller.userId === null) return null;
  const user = await db().user.findUnique({ where: { id: caller.userId } });
  return user ? { name: user.name ?? user.email ?? "Account", image: user.image } : null;
}
