import fc from "fast-check";
import { expect, test } from "vitest";
import { decodePercent, parseFormFields } from "#lib/inspection/form-fields.ts";

test("keeps order and duplicates", () => {
  expect(parseFormFields("b=1&a=2&b=3")).toEqual([
    { name: "b", value: "1" },
    { name: "a", value: "2" },
    { name: "b", value: "3" },
  ]);
});

test("decodes plus signs and UTF-8", () => {
  expect(parseFormFields("full+name=Ren%C3%A9e+%F0%9F%98%80&%5B%5D=%2B")).toEqual([
    { name: "full name", value: "Renée 😀" },
    { name: "[]", value: "+" },
  ]);
});

test("tells an empty value from text with further equals signs", () => {
  expect(parseFormFields("a&b=&=c&d=e=f&&")).toEqual([
    { name: "a", value: "" },
    { name: "b", value: "" },
    { name: "", value: "c" },
    { name: "d", value: "e=f" },
  ]);
  expect(parseFormFields("")).toEqual([]);
});

test("keeps escapes that are malformed or no UTF-8 as they were sent", () => {
  expect(decodePercent("100%")).toBe("100%");
  expect(decodePercent("%zz%2")).toBe("%zz%2");
  expect(decodePercent("caf%E9 %41")).toBe("caf%E9 A");
  expect(decodePercent("%ED%A0%80")).toBe("%ED%A0%80");
});

test("reads long runs of escapes", () => {
  expect(decodePercent("%C3%A9".repeat(100_000))).toBe("é".repeat(100_000));
});

test("reads whatever URLSearchParams writes", () => {
  const pair = fc.record({
    name: fc.string({ unit: "grapheme" }),
    value: fc.string({ unit: "grapheme" }),
  });
  fc.assert(
    fc.property(fc.array(pair), (fields) => {
      const sent = new URLSearchParams(fields.map(({ name, value }) => [name, value]));
      expect(parseFormFields(sent.toString())).toEqual(fields);
    }),
  );
});
