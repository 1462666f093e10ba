import { expect, test } from "vitest";
import { matchScheme } from "#components/signatures/match-scheme.ts";
import { listSchemes } from "#lib/signatures/schemes.ts";

function found(search: string): string[] {
  return listSchemes()
    .map(({ id, label }) => ({ id, score: matchScheme(id, search, [label]) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ id }) => id);
}

test.each([
  ["stri", "stripe"],
  ["cal com", "calcom"],
  ["whatsapp", "meta"],
  ["facebook", "meta"],
  ["quickbooks", "intuit"],
  ["RFC9421", "rfc9421"],
  ["sns", "aws-sns"],
  ["GITHUB", "github"],
])("%s finds %s first", (search, id) => {
  expect(found(search)[0]).toBe(id);
});

test("what is known by no name still finds the scheme that fits all", () => {
  expect(found("acme widgets")).toEqual(["generic-hmac"]);
});

test("nothing typed leaves all of them", () => {
  expect(found(" ")).toHaveLength(listSchemes().length);
});
