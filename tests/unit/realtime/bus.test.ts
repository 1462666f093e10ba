import { expect, test } from "vitest";
import { publish, subscribe } from "#lib/realtime/bus.ts";

test("a listener that throws harms neither the others nor whoever publishes", () => {
  const heard: string[] = [];
  const stops = [
    subscribe("bin.updated", () => {
      throw new Error("broken listener");
    }),
    subscribe("bin.updated", ({ binId }) => void heard.push(binId)),
  ];
  publish("bin.updated", { binId: "one" });
  for (const stop of stops) stop();
  publish("bin.updated", { binId: "two" });
  expect(heard).toEqual(["one"]);
});
