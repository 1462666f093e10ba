import { expect, test } from "vitest";
import { originForm, splitTarget } from "#lib/http/request-target.ts";

test.each([
  ["/a?b?c", { path: "/a", query: "b?c" }],
  ["/a?", { path: "/a", query: "" }],
  ["//x", { path: "//x", query: "" }],
])("splits %s at its first question mark", (target, parts) => {
  expect(splitTarget(target)).toEqual(parts);
});

test.each([
  ["http://h/a?b", "/a?b"],
  ["HTTPS://h:1", "/"],
  ["http://h?x", "/?x"],
  ["/http://h/a", "/http://h/a"],
  ["*", "*"],
])("%s in origin form is %s", (target, expected) => expect(originForm(target)).toBe(expected));
