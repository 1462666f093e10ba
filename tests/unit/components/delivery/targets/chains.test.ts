import { expect, test } from "vitest";
import {
  type ChainTarget,
  chainFrom,
  chainsOf,
  linkWords,
} from "#components/delivery/targets/chains.ts";
import type { ChainLink } from "#lib/delivery/target-settings.ts";

const link = (targetId: string, changes: Partial<ChainLink> = {}): ChainLink => ({
  targetId,
  body: "response",
  template: { url: null, headers: [], body: null },
  ...changes,
});
const target = (id: string, next: string | null): ChainTarget => ({
  id,
  name: id.toUpperCase(),
  chain: next === null ? null : link(next),
});
const names = (steps: ReturnType<typeof chainFrom>) =>
  steps.map((step) => step.target?.name ?? "gone").join(" → ");

test("Chains begin where no other leads to, and what meets is shown in both.", () => {
  const targets = [
    ...[target("c", null), target("a", "b"), target("b", "c")],
    ...[target("x", "c"), target("alone", null)],
  ];
  expect(chainsOf(targets).map(names)).toEqual(["A → B → C", "X → C"]);
});

test("A chain to a target that is gone ends there.", () => {
  expect(chainsOf([target("a", "deleted")]).map(names)).toEqual(["A → gone"]);
});

test("A circle is drawn up to where it comes back.", () => {
  const a = target("a", "b");
  expect(names(chainFrom(a, [a, target("b", "a")]))).toBe("A → B → A");
});

test.each<[Partial<ChainLink>, string]>([
  [{}, "the answer"],
  [{ body: "original" }, "the original"],
  [{ template: { url: null, headers: [], body: "{}" } }, "a body of its own"],
  [
    { body: "original", template: { url: "https://b.example/", headers: [], body: null } },
    "the original, to a URL of its own",
  ],
])("Of %j it says what goes on.", (changes, words) => {
  expect(linkWords(link("b", changes))).toBe(words);
});
