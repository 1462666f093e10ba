import { expect, test } from "vitest";
import { findSlug, pathBelowBin } from "#lib/requests/bin-address.ts";

const slug = "abcdefghijklmnopqrstuvwxyz";
const host = { hostname: "in.example.com" };

test.each([
  [`/in/${slug}`, slug],
  [`/in/${slug}/a?b`, slug],
  [`/in/${slug}?b`, slug],
  [`http://any.example/in/${slug}/a`, slug],
  ["/in/", ""],
  ["/in/nonsense", "nonsense"],
  ["/inside", null],
  ["/in", null],
  ["/api/v1/bins", null],
  [`//in/${slug}`, null],
  ["*", null],
])("%s addresses %j", (target, expected) => {
  expect(findSlug(target, "app.example", null)).toBe(expected);
});

test.each([
  [`${slug}.in.example.com`, slug],
  [`${slug.toUpperCase()}.IN.example.com:8080`, slug],
  [`x.${slug}.in.example.com`, null],
  ["www.in.example.com", null],
  ["in.example.com", null],
  [`${slug}.in.example.com.evil.example`, null],
])("a host of its own: %s addresses %j", (name, expected) => {
  expect(findSlug("/hook", name, host)).toBe(expected);
});

test("the host in an absolute-form target counts before the Host header", () => {
  const target = `http://${slug}.in.example.com/hook`;
  expect(findSlug(target, "app.example", host)).toBe(slug);
  expect(findSlug("http://app.example/hook", `${slug}.in.example.com`, host)).toBeNull();
});

test.each([
  [`/in/${slug}`, "/"],
  [`/in/${slug}?a=1`, "/?a=1"],
  [`/in/${slug}//a/%zz?b`, "//a/%zz?b"],
  [`http://h/in/${slug}/a`, "/a"],
  ["/hook?x", "/hook?x"],
])("below the bin, %s is %s", (target, path) => expect(pathBelowBin(target)).toBe(path));
