import { expect, test } from "vitest";
import { DELIVERY_STATES, isUnderWay } from "#lib/delivery/schema.ts";

test("More is to come of a delivery that waits for its turn, is being sent, or waits to be tried again.", () => {
  const underWay = DELIVERY_STATES.filter((state) => isUnderWay({ state }));
  expect(underWay).toEqual(["queued", "running", "waiting"]);
});
