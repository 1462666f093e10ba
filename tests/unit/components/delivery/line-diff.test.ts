import fc from "fast-check";
import { expect, test } from "vitest";
import { type DiffLine, diffLines } from "#components/delivery/line-diff.ts";
import { shortestEdit } from "#components/delivery/shortest-edit.ts";

const aLine = fc.constantFrom("a", "b", "c");

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

test("Two changes far apart in a large text are found where they are, in no time.", () => {
  const lines = Array.from({ length: 50_000 }, (_, index) => `line ${index}`);
  const after = lines.with(1, "one").with(49_998, "last");
  const found = drawn(diffLines(lines.join("\n"), after.join("\n")));
  expect(found.filter((line) => /^[-+]/.test(line))).toEqual([
    ...["-line 1", "+one", "-line 49998", "+last"],
  ]);
  expect(found).toContain("… 49992");
});

test.each([
  ['{"id":1,"n":2}', '{"id":17,"n":2}', '{"id":1[],"n":2}', '{"id":1[7],"n":2}'],
  ["a😀b", "a😁b", "a[😀]b", "a[😁]b"],
  ["aaa", "aa", "aa[a]", "aa[]"],
])("In %s and %s only what differs is marked.", (before, after, ...marked) => {
  const lines = diffLines(before, after).map((line) => {
    if (!("alike" in line)) return line.kind;
    const { text, alike } = line;
    const to = text.length - alike.end;
    return `${text.slice(0, alike.start)}[${text.slice(alike.start, to)}]${text.slice(to)}`;
  });
  expect(lines).toEqual(marked);
});

test("What is put together again from a comparison is what was compared.", () => {
  fc.assert(
    fc.property(fc.array(aLine), fc.array(aLine), (a, b) => {
      const lines = shortestEdit(a, b);
      const of = (kind: string) =>
        lines.filter((line) => line.kind === "same" || line.kind === kind);
      expect(of("removed").map(({ text }) => text)).toEqual(a);
      expect(of("added").map(({ text }) => text)).toEqual(b);
    }),
  );
});
