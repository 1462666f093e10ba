import { expect, test } from "vitest";
import { createTurns } from "#lib/requests/take-turns.ts";

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { wait: () => promise, open: resolve };
}

test("runs so many at once, the others in the order in which they came", async () => {
  const turns = createTurns(2, 10);
  const order: string[] = [];
  const gates = new Map(["a", "b", "c", "d"].map((name) => [name, gate()]));
  const works = [...gates].map(([name, { wait }]) =>
    turns.take(async () => {
      order.push(name);
      await wait();
      return name;
    }),
  );
  expect(order).toEqual(["a", "b"]);
  gates.get("b")?.open();
  expect(await works[1]).toBe("b");
  expect(order).toEqual(["a", "b", "c"]);
  for (const { open } of gates.values()) open();
  expect(await Promise.all(works)).toEqual(["a", "b", "c", "d"]);
});

test("turns away whoever finds too many waiting", async () => {
  const turns = createTurns(1, 1);
  const { wait, open } = gate();
  const running = turns.take(wait);
  const waiting = turns.take(async () => "waited");
  expect(await turns.take(async () => "too late")).toBeNull();
  open();
  await running;
  expect(await waiting).toBe("waited");
  expect(await turns.take(async () => "room again")).toBe("room again");
});

test("work that fails hands its place over", async () => {
  const turns = createTurns(1, 5);
  const failing = turns.take(() => Promise.reject(new Error("broken")));
  const next = turns.take(async () => "next");
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("next");
});
