import fc from "fast-check";
import { expect, test } from "vitest";
import { type JsonNode, MAX_JSON_DEPTH, parseJsonTree } from "#lib/inspection/json-tree.ts";

function rootOf(text: string): JsonNode {
  const { root, error } = parseJsonTree(text);
  if (root === null) throw new Error(error.message);
  return root;
}

/** The value that a tree stands for, rebuilt from its source texts. */
function rebuild(node: JsonNode): unknown {
  if (node.type === "array") return node.children.map(rebuild);
  if (node.type !== "object") return JSON.parse(node.raw);
  return Object.fromEntries(node.children.map((child) => [child.key, rebuild(child)]));
}

test("keeps types, keys, source texts and paths", () => {
  expect(rootOf('{"a b": [1, {"c": null}], "d": "\\u00e9"}')).toEqual({
    type: "object",
    key: null,
    raw: '{"a b": [1, {"c": null}], "d": "\\u00e9"}',
    path: "$",
    children: [
      {
        type: "array",
        key: "a b",
        raw: '[1, {"c": null}]',
        path: '$["a b"]',
        children: [
          { type: "number", key: null, raw: "1", path: '$["a b"][0]', children: [] },
          {
            type: "object",
            key: null,
            raw: '{"c": null}',
            path: '$["a b"][1]',
            children: [
              { type: "null", key: "c", raw: "null", path: '$["a b"][1].c', children: [] },
            ],
          },
        ],
      },
      { type: "string", key: "d", raw: '"\\u00e9"', path: "$.d", children: [] },
    ],
  });
});

test("does not round big integers or long fractions", () => {
  const raws = rootOf("[12345678901234567890, 1.10, 1E+400, -0]").children.map((node) => node.raw);
  expect(raws).toEqual(["12345678901234567890", "1.10", "1E+400", "-0"]);
});

test("keeps members of the same name apart and in order", () => {
  const children = rootOf('{"b":1,"a":2,"b":3,"__proto__":4}').children;
  expect(children.map((node) => [node.key, node.raw])).toEqual([
    ["b", "1"],
    ["a", "2"],
    ["b", "3"],
    ["__proto__", "4"],
  ]);
});

test("unescapes keys", () => {
  expect(rootOf('{"\\u0061\\"b":1}').children[0]?.key).toBe('a"b');
});

test("says where and why a text is not JSON", () => {
  expect(parseJsonTree('{\n  "a": 1,\n  "b": tru\n}')).toEqual({
    root: null,
    error: { offset: 19, line: 3, column: 8, message: 'Expected a value, found "t"' },
  });
  expect(parseJsonTree("")).toEqual({
    root: null,
    error: { offset: 0, line: 1, column: 1, message: "Expected a value, found the end" },
  });
});

test("refuses 100,000 nested arrays with an error instead of overflowing the stack", () => {
  expect(parseJsonTree("[".repeat(100_000) + "]".repeat(100_000)).error).toEqual({
    offset: 1000,
    line: 1,
    column: 1001,
    message: "Nested deeper than 1000 levels",
  });
  expect(parseJsonTree("[".repeat(100_000)).error?.message).toBe("Nested deeper than 1000 levels");
});

test("reads nesting up to the limit", () => {
  const text = "[".repeat(MAX_JSON_DEPTH) + "]".repeat(MAX_JSON_DEPTH);
  expect(parseJsonTree(text).error).toBeNull();
});

test("holds what JSON.parse reads", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(rebuild(rootOf(text))).toEqual(JSON.parse(text));
    }),
  );
});
