import type { FullyOwnedBin } from "#lib/bins/access.ts";
import { db } from "#lib/db.ts";
import type { ApiToken } from "#prisma/client/client.ts";
import type { ApiTokenSummary } from "./schema.ts";

/** A token without itself, which is not kept. */
export function summarizeApiToken(row: ApiToken): ApiTokenSummary {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

/** The tokens of a bin, newest first. */
export async function listApiTokens(bin: FullyOwnedBin): Promise<ApiTokenSummary[]> {
  const rows = await db().apiToken.findMany({
    where: { binId: bin.id },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(summarizeApiToken);
}
