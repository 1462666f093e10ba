import type { Caller } from "#lib/auth/identity.ts";
import { type FullyOwnedBin, notFound, requireFullyOwnedBin } from "#lib/bins/access.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { hashToken, isId, newId, newToken } from "#lib/ids.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma } from "#prisma/client/client.ts";
import type { CreateApiToken } from "./input.ts";
import { summarizeApiToken } from "./queries.ts";
import type { CreatedApiToken } from "./schema.ts";

const MAX_TOKENS_PER_BIN = 10;
const HINT_CHARACTERS = 4;

/** Makes a token for programs that work with this bin. It is told only now. */
export async function createApiToken(
  bin: FullyOwnedBin,
  { name }: CreateApiToken,
): Promise<CreatedApiToken> {
  const token = newToken("hgt");
  const row = await db().$transaction(async (tx) => {
    // One after the other, or two would both find room for the last.
    await tx.$queryRaw(Prisma.sql`SELECT 1 FROM bins WHERE id = ${bin.id} FOR NO KEY UPDATE`);
    if ((await tx.apiToken.count({ where: { binId: bin.id } })) >= MAX_TOKENS_PER_BIN) {
      const message = `A bin has at most ${MAX_TOKENS_PER_BIN} API tokens: revoke one first`;
      throw new AppError("conflict", message);
    }
    return tx.apiToken.create({
      data: {
        id: newId(),
        binId: bin.id,
        name,
        tokenHash: hashToken(token),
        hint: token.slice(-HINT_CHARACTERS),
      },
    });
  });
  return { ...summarizeApiToken(row), token };
}

/** Revokes a token at once, also for the program that is watching with it now. */
export async function revokeApiToken(caller: Caller, tokenId: string): Promise<void> {
  const row = isId(tokenId) ? await db().apiToken.findUnique({ where: { id: tokenId } }) : null;
  if (!row) throw notFound("API token");
  await requireFullyOwnedBin(caller, row.binId, "API token");
  await db().apiToken.deleteMany({ where: { id: tokenId } });
  publish("token.revoked", { tokenId });
}
