import { db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";
import { laterLane, targetLane } from "./lane.ts";
import { isOnItsWayTo, waitsFor } from "./pending.ts";
import type { TargetSettings } from "./target-settings.ts";

/**
 * Has what waits for a target keep its new order: whoever turns to `parallel` wants nothing to stand
 * behind what fails. What waits already when an order by key begins is kept in one line, whatever its key.
 */
export async function reorder(targetId: string, order: TargetSettings["order"]): Promise<void> {
  const lane = targetLane(targetId, null);
  const moved = order === "key" ? Prisma.empty : Prisma.sql`, lane = ${lane}`;
  await db().$executeRaw(Prisma.sql`
    UPDATE deliveries SET ordered = ${order !== "parallel"} ${moved}
    WHERE (${waitsFor(targetId)} OR ${isOnItsWayTo(targetId)})
      AND starts_with(lane, ${lane}) AND lane <> ${laterLane(targetId)}`);
}
