import type { Caller } from "#lib/auth/identity.ts";
import {
  findOwnedBin,
  findReadableBin,
  type OwnedBin,
  type ReadableBin,
} from "#lib/bins/access.ts";
import { AppError } from "#lib/errors.ts";
import type { CapturedRequest as CapturedRow } from "#prisma/client/client.ts";
import { findBinIdOf, findRequestRow } from "./queries.ts";

const notFound = () => new AppError("not_found", "There is no such request, or it is not yours");

/** A request and how the caller may read it; throws `not_found` when they may not. */
export async function requireReadableRequest(
  caller: Caller,
  requestId: string,
): Promise<{ row: CapturedRow; readable: ReadableBin }> {
  const row = await findRequestRow(requestId);
  if (!row) throw notFound();
  const readable = await findReadableBin(caller, row.binId);
  const only = readable?.share?.requestId ?? null;
  if (!readable || (only !== null && only !== row.id)) throw notFound();
  return { row, readable };
}

/** The bin of a request that the caller owns; throws `not_found` otherwise. */
export async function requireOwnedRequest(caller: Caller, requestId: string): Promise<OwnedBin> {
  const binId = await findBinIdOf(requestId);
  const bin = binId === null ? null : await findOwnedBin(caller, binId);
  if (!bin) throw notFound();
  return bin;
}
