import { expect, test } from "vitest";
import { pointsOnLine } from "#components/delivery/points-on-line.ts";

test("A line without time in it has all its points at the start, apart from each other.", () => {
  expect(pointsOnLine([])).toEqual([]);
  expect(pointsOnLine([0])).toEqual([0]);
  const [first, second] = pointsOnLine([0, 0]);
  expect(first).toBe(0);
  expect(second).toBeGreaterThan(0);
});

test("Points stay in order and on the line, and none lies on another.", () => {
  const day = 86_400_000;
  for (const offsets of [
    [0, 5_000, 305_000, 2_105_000, 9_305_000, 27_305_000, 63_305_000, 99_305_000],
    Array.from({ length: 20 }, (_, index) => index * 100),
    [0, ...Array.from({ length: 98 }, (_, index) => day + index), 2 * day],
  ]) {
    const points = pointsOnLine(offsets);
    expect(points[0]).toBe(0);
    expect(Math.max(...points)).toBeLessThanOrEqual(1);
    for (const [index, point] of points.entries()) {
      if (index > 0) expect(point - (points[index - 1] ?? 0)).toBeGreaterThan(0.005);
    }
  }
});

test("Later is further to the right, by powers of ten.", () => {
  const [, minute = 0, , day] = pointsOnLine([0, 60_000, 3_600_000, 86_400_000]);
  expect(minute).toBeGreaterThan(0.3);
  expect(minute).toBeLessThan(0.45);
  expect(day).toBe(1);
});
