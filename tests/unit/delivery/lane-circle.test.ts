import { describe, expect, test } from "vitest";
import { createLaneCircle } from "#lib/delivery/lane-circle.ts";

describe("a look at all lanes", () => {
  test("ends where they end when nothing was found", () => {
    const circle = createLaneCircle();
    circle.begin();
    expect(circle.advance(null, 0)).toBe(false);
  });

  test("goes on page by page", () => {
    const circle = createLaneCircle();
    circle.begin();
    expect([circle.advance("m", 0), circle.after()]).toEqual([true, "m"]);
    expect([circle.advance(null, 0), circle.after()]).toEqual([false, ""]);
  });

  test("that began in the middle ends in the middle", () => {
    const circle = createLaneCircle();
    circle.begin();
    circle.advance("m", 1);
    circle.begin();
    expect(circle.after()).toBe("m");
    expect(circle.advance(null, 0)).toBe(true);
    expect(circle.advance("f", 0)).toBe(true);
    expect(circle.advance("n", 0)).toBe(false);
    expect(circle.after()).toBe("n");
  });

  test("begins anew with every find", () => {
    const circle = createLaneCircle();
    circle.begin();
    expect(circle.advance(null, 3)).toBe(true);
    expect(circle.advance("m", 0)).toBe(true);
    expect(circle.advance("z", 1)).toBe(true);
    expect(circle.advance(null, 0)).toBe(true);
    expect(circle.advance("m", 0)).toBe(true);
    expect(circle.advance(null, 0)).toBe(false);
  });

  test("does not go round for ever where lanes take every place and give nothing", () => {
    const circle = createLaneCircle();
    circle.begin();
    const lanes = ["b", "d", null, "b", "d", null];
    expect(lanes.map((lane) => circle.advance(lane, 0))).toEqual([
      ...[true, true, false],
      ...[true, true, false],
    ]);
  });
});
