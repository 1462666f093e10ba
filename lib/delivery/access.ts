import type { OwnedBin } from "#lib/bins/access.ts";
import { AppError } from "#lib/errors.ts";
import type { Batch } from "#prisma/client/client.ts";
import { findBatch } from "./batches.ts";
import { getDelivery } from "./queries.ts";
import type { Delivery } from "./schema.ts";
import { findBinIdOfTarget } from "./targets.ts";

/** Finds a bin when the caller owns it: `findOwnedBin` with the caller filled in. */
type FindOwned = (binId: string) => Promise<OwnedBin | null>;

const notFound = (what: string) =>
  new AppError("not_found", `There is no such ${what}, or it is not yours`);

/** A delivery of a bin that the caller owns; throws `not_found` otherwise. */
export async function requireOwnedDelivery(find: FindOwned, id: string): Promise<Delivery> {
  const delivery = await getDelivery(id);
  if (!delivery || !(await find(delivery.binId))) throw notFound("delivery");
  return delivery;
}

/** The bin of a target that the caller owns; throws `not_found` otherwise. */
export async function requireOwnedTarget(find: FindOwned, id: string): Promise<OwnedBin> {
  const binId = await findBinIdOfTarget(id);
  const bin = binId === null ? null : await find(binId);
  if (!bin) throw notFound("target");
  return bin;
}

/** A bulk resend or lab run of a bin that the caller owns; throws `not_found` otherwise. */
export async function requireOwnedBatch(
  find: FindOwned,
  id: string,
  kind: "resend" | "lab",
): Promise<Batch> {
  const batch = await findBatch(id, kind);
  if (!batch || !(await find(batch.binId))) throw notFound(kind === "lab" ? "lab run" : "resend");
  return batch;
}
