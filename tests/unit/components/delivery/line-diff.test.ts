import { expect, test } from "vitest";
import { type DiffLine, diffLines } from "#components/delivery/line-diff.ts";

const SIGNS = { same: " ", removed: "-", added: "+" } as const;
const drawn = (lines: DiffLine[]) =>
  lines.map((line) =>
    line.kind === "skipped" ? `… ${line.count}` : `${SIGNS[line.kind]}${line.text}`,
  );

test("Nothing changed, nothing shown.", () => {
  expect(diffLines("a\nb", "a\nb")).toEqual([]);
});

test("A change stands between two lines on each side; what is further away is counted.", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8";
  expect(drawn(diffLines(before, before.replace("5", "five")))).toEqual([
    "… 2",
    " 3",
    " 4",
    "-5",
    "+five",
    " 6",
    " 7",
    "… 1",
  ]);
});

test("Lines put in and taken out are found where they are.", () => {
  expect(drawn(diffLines("a\nb\nc", "a\nc\nd"))).toEqual([" a", "-b", " c", "+d"]);
  expect(drawn(diffLines("", "x"))).toEqual(["-", "+x"]);
  expect(drawn(diffLines("a\na", "a"))).toEqual([" a", "-a"]);
});

test("Large texts are compared in no time, as one block.", () => {
  const before = Array.from({ length: 20_000 }, (_, index) => `old ${index}`).join("\n");
  const lines = diffLines(before, before.replaceAll("old", "new"));
  expect(lines).toHaveLength(40_000);
  expect(drawn(lines.slice(0, 1))).toEqual(["-old 0"]);
});
