import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCoalescer } from "#lib/realtime/coalescer.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const sent: [string, number[]][] = [];
  const coalescer = createCoalescer<number>({
    perSecond: 20,
    send: (key, items) => sent.push([key, items]),
  });
  return { sent, coalescer };
}

test("sends the first at once and what follows together, in order", () => {
  const { sent, coalescer } = setUp();
  for (const item of [1, 2, 3]) coalescer.add("a", [item]);
  expect(sent).toEqual([["a", [1]]]);
  vi.advanceTimersByTime(50);
  expect(sent).toEqual([
    ["a", [1]],
    ["a", [2, 3]],
  ]);
});

test("sends at most twenty messages a second and drops nothing", () => {
  const { sent, coalescer } = setUp();
  for (let item = 0; item < 1_000; item += 1) {
    coalescer.add("a", [item]);
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(50);
  expect(sent.length).toBeLessThanOrEqual(21);
  expect(sent.flatMap(([, items]) => items)).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
});

test("keys do not wait for each other", () => {
  const { sent, coalescer } = setUp();
  coalescer.add("a", [1]);
  coalescer.add("b", [2]);
  expect(sent).toEqual([
    ["a", [1]],
    ["b", [2]],
  ]);
});

test("after a pause the next one goes at once again", () => {
  const { sent, coalescer } = setUp();
  coalescer.add("a", [1]);
  vi.advanceTimersByTime(60);
  coalescer.add("a", [2]);
  expect(sent).toHaveLength(2);
});
