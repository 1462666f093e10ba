import { describe, expect, test } from "vitest";
import { fieldRows, rowOf, typeParts } from "#lib/api-description/field-rows.ts";
import { refTo } from "#lib/api-description/json-schemas.ts";
import type { JsonSchema } from "#lib/api-description/schema.ts";

const textOf = (schema: JsonSchema) =>
  typeParts(schema)
    .map(({ text }) => text)
    .join("");

test.each<[schema: JsonSchema, type: string]>([
  [{ type: "string" }, "string"],
  [{ type: "string", format: "uuid" }, "string (uuid)"],
  [{ type: ["string", "null"] }, "string | null"],
  [{ anyOf: [{ type: "integer" }, { type: "null" }] }, "integer | null"],
  [{ oneOf: [{ type: "object" }, { type: "object" }] }, "object"],
  [{ type: "string", const: "none" }, '"none"'],
  [{ type: "array", items: { type: "integer" } }, "integer[]"],
  [{ type: "array", prefixItems: [{ type: "string" }, { type: "string" }] }, "[string, string]"],
  [{ type: "array", items: refTo("Delivery") }, "Delivery[]"],
  [{ anyOf: [refTo("Bin"), refTo("SharedBin")] }, "Bin | SharedBin"],
  [{}, "any"],
])("%j is a %s", (schema, type) => {
  expect(textOf(schema)).toBe(type);
});

test("objects are links", () => {
  expect(typeParts({ anyOf: [refTo("Bin"), { type: "null" }] })).toEqual([
    { text: "Bin", isObject: true },
    { text: " | ", isObject: false },
    { text: "null", isObject: false },
  ]);
});

test.each<[schema: JsonSchema, limits: string[]]>([
  [{ type: "string", minLength: 0, maxLength: 80 }, ["at most 80 characters"]],
  [{ type: "string", minLength: 1, maxLength: 1_000 }, ["1 to 1,000 characters"]],
  [{ type: "integer", minimum: 1 }, ["at least 1"]],
  [
    { type: "integer", minimum: 0, maximum: 60_000, default: 1_000 },
    ["0 to 60,000", "default `1000`"],
  ],
  [{ type: "array", items: {}, maxItems: 10 }, ["at most 10 entries"]],
  [{ type: "string", enum: ["a", "b"] }, ["one of a, b"]],
  [{ type: "string", pattern: "^/" }, ["matches `^/`"]],
  [{ type: "string", pattern: "`" }, []],
  [{ anyOf: [{ type: "string", maxLength: 5 }, { type: "null" }] }, ["at most 5 characters"]],
])("%j has the limits %j", (schema, limits) => {
  expect(rowOf("field", schema, false).limits).toEqual(limits);
});

describe("fieldRows", () => {
  const namesOf = (schema: JsonSchema) =>
    fieldRows(schema).map(({ name, required }) => (required ? `${name}!` : name));

  test("names what is inside of objects and lists, but not inside of named ones", () => {
    const schema: JsonSchema = {
      properties: {
        items: { type: "array", items: { properties: { id: {} }, required: ["id"] } },
        limits: { properties: { maxRequests: {} } },
        retry: refTo("RetryPolicy"),
        maybe: { anyOf: [{ properties: { status: {} } }, { type: "null" }] },
      },
      required: ["items"],
    };
    expect(namesOf(schema)).toEqual([
      ...["items!", "items[].id!", "limits", "limits.maxRequests"],
      ...["retry", "maybe", "maybe.status"],
    ]);
  });

  test("a field of alternatives stands once, required when all of them require it", () => {
    const kinds: JsonSchema = {
      oneOf: [
        { properties: { kind: { const: "none" } }, required: ["kind"] },
        { properties: { kind: { const: "linear" }, everyMs: {} }, required: ["kind", "everyMs"] },
      ],
    };
    expect(namesOf(kinds)).toEqual(["kind!", "everyMs"]);
    expect(fieldRows(kinds)[0]?.type.map(({ text }) => text)).toEqual([
      '"none"',
      " | ",
      '"linear"',
    ]);
  });
});
