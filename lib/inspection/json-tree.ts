import { type JsonFault, type JsonToken, scanJson } from "./json-scan.ts";

/** A value of a JSON text. */
export type JsonNode = {
  type: "object" | "array" | "string" | "number" | "boolean" | "null";
  /** The member's name, unescaped; null for array items and the root. */
  key: string | null;
  /** The exact source text: strings with quotes and escapes, numbers with every digit. */
  raw: string;
  /** In source order; members of the same name stay apart. */
  children: JsonNode[];
  /** From the root, for people and for search: `$.items[0]["odd name"]`. */
  path: string;
};

/** Where a text stops being JSON; `offset` 0-based, `line` and `column` 1-based, in UTF-16 code units. */
export type JsonError = { offset: number; line: number; column: number; message: string };

/** Either a root or an error. */
export type JsonTree = { root: JsonNode; error: null } | { root: null; error: JsonError };

/** Deeper texts are refused, so that whoever walks the tree may recurse. */
export const MAX_JSON_DEPTH = 1000;

const NO_CHILDREN: JsonNode[] = [];
const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

function locate(text: string, { offset, message }: JsonFault): JsonError {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { offset, line, column: offset - lineStart + 1, message };
}

function unescapeKey(raw: string): string {
  // The scan has made sure that this is a JSON string.
  return raw.includes("\\") ? String(JSON.parse(raw)) : raw.slice(1, -1);
}

function childPath(parent: JsonNode | undefined, key: string | null): string {
  if (parent === undefined) return "$";
  if (key === null) return `${parent.path}[${parent.children.length}]`;
  return PLAIN_NAME.test(key) ? `${parent.path}.${key}` : `${parent.path}[${JSON.stringify(key)}]`;
}

function nodeType(token: Exclude<JsonToken, "key" | "object-end" | "array-end">): JsonNode["type"] {
  if (token === "object-start") return "object";
  return token === "array-start" ? "array" : token;
}

/**
 * Reads a strict JSON text (RFC 8259) into a tree that keeps what `JSON.parse` loses: big numbers,
 * escapes, order and duplicate keys. Linear; nesting beyond `MAX_JSON_DEPTH` is an error.
 */
export function parseJsonTree(text: string): JsonTree {
  const open: { node: JsonNode; start: number }[] = [];
  let root: JsonNode | null = null;
  let key: string | null = null;

  const fault = scanJson(
    text,
    (token, start, end) => {
      if (token === "key") {
        key = unescapeKey(text.slice(start, end));
        return;
      }
      if (token === "object-end" || token === "array-end") {
        const closed = open.pop();
        if (closed) closed.node.raw = text.slice(closed.start, end);
        return;
      }
      const parent = open[open.length - 1]?.node;
      const isContainer = token === "object-start" || token === "array-start";
      const node: JsonNode = {
        type: nodeType(token),
        key,
        raw: text.slice(start, end),
        children: isContainer ? [] : NO_CHILDREN,
        path: childPath(parent, key),
      };
      key = null;
      root ??= node;
      parent?.children.push(node);
      if (isContainer) open.push({ node, start });
    },
    MAX_JSON_DEPTH,
  );

  if (fault !== null || root === null) {
    return { root: null, error: locate(text, fault ?? { offset: 0, message: "Expected a value" }) };
  }
  return { root, error: null };
}
