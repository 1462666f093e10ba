import { expect, test } from "vitest";
import { parseParameters } from "#lib/inspection/header-parameters.ts";

test.each([
  ["text/plain", "text/plain", {}],
  [" Text/HTML ; Charset=UTF-8", "text/html", { charset: "UTF-8" }],
  ['a/b; x="1; y=2"; z=3', "a/b", { x: "1; y=2", z: "3" }],
  ['a/b; x="say \\"hi\\" in C:\\temp"', "a/b", { x: 'say "hi" in C:\\temp' }],
  ["a/b; x=1; X=2", "a/b", { x: "1" }],
  ["a/b; x; =y; z= ", "a/b", { z: "" }],
  ['a/b; x="open', "a/b", { x: '"open' }],
])("takes %j apart", (header, value, parameters) => {
  const parsed = parseParameters(header);
  expect(parsed.value).toBe(value);
  expect(Object.fromEntries(parsed.parameters)).toEqual(parameters);
});

test("a header that was not sent is empty", () => {
  expect(parseParameters(null).value).toBe("");
});
