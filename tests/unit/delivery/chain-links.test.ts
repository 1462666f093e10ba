import { expect, test } from "vitest";
import { chainProblem } from "#lib/delivery/chain-links.ts";

const links = (text: string) =>
  new Map(
    text.split(" ").map((link): [string, string | undefined] => {
      const [from = "", to] = link.split(">");
      return [from, to];
    }),
  );

test.each([
  ["a", null],
  ["a>b b", null],
  ["a>b b>c c>d d>e e>f f", null],
  ["a>gone", null],
  ["a>c b>c c>d d", null],
  ["a>a", "the chain would go round in circles"],
  ["a>b b>a", "the chain would go round in circles"],
  ["x>a a>b b>c c>a", "the chain would go round in circles"],
  ["a>b b>c c>d d>e e>f f>g g", "a chain has at most 5 links"],
  ["g f>g e>f d>e c>d b>c a>b", "a chain has at most 5 links"],
])("%s: %s", (text, problem) => {
  expect(chainProblem(links(text))).toBe(problem);
});
