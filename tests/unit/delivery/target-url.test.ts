import { expect, test } from "vitest";
import { movedUrl, targetUrlFor } from "#lib/delivery/target-url.ts";

const both = { appendPath: true, appendQuery: true };
const URLS = [
  "http://h/",
  "http://h/a",
  "http://h/a/",
  "http://h/a?x=1",
  "http://h/b?y=2&z",
  "https://k:8443/",
];
const APPENDED = [
  { path: "/", query: "" },
  { path: "/orders", query: "" },
  { path: "/", query: "page=2" },
  { path: "/orders/1", query: "page=2" },
];
const cases = URLS.flatMap((before) =>
  URLS.flatMap((after) => APPENDED.map((captured) => ({ before, after, captured }))),
);

test.each(cases)("moved: $captured from $before to $after", ({ before, after, captured }) => {
  const made = targetUrlFor(before, both, captured);
  expect(movedUrl(made, { before, after })).toBe(targetUrlFor(after, both, captured));
});

test.each([
  ["http://other/a", "http://h/a"],
  ["http://h/ab", "http://h/a"],
  ["http://h/x", "http://h/a"],
  ["http://h/a?x=12", "http://h/a?x=1"],
  ["http://h/a?q", "http://h/a?x=1"],
])("%s was not made of %s", (made, before) => {
  expect(movedUrl(made, { before, after: "http://new/" })).toBeNull();
});
