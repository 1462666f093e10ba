import { objectNameOf } from "./json-schemas.ts";
import type { FieldRow, JsonSchema, TypePart } from "./schema.ts";

const plain = (text: string): TypePart => ({ text, isObject: false });

/** A type in few words: `string (uuid)`, `Delivery[]`, `integer | null`. */
export function typeParts(schema: JsonSchema): TypePart[] {
  const name = objectNameOf(schema);
  if (name !== null) return [{ text: name, isObject: true }];
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0) return joined(alternatives.map(typeParts));
  const { type, format, items, prefixItems } = schema;
  if (schema.const !== undefined) return [plain(JSON.stringify(schema.const))];
  if (prefixItems) return [plain("["), ...joined(prefixItems.map(typeParts), ", "), plain("]")];
  if (type === "array") {
    return [...(typeof items === "object" ? typeParts(items) : []), plain("[]")];
  }
  const words = Array.isArray(type) ? type.join(" | ") : (type ?? "any");
  return [plain(format === undefined ? words : `${words} (${format})`)];
}

/** Equal alternatives, such as two kinds of objects, are said once. */
function joined(types: TypePart[][], by = " | "): TypePart[] {
  const told = new Set<string>();
  return types.flatMap((parts) => {
    const text = parts.map((part) => part.text).join("");
    if (by === " | " && told.has(text)) return [];
    told.add(text);
    return told.size > 1 || (by !== " | " && parts !== types[0]) ? [plain(by), ...parts] : parts;
  });
}

function alternativesOf({ anyOf = [], oneOf = [] }: JsonSchema): JsonSchema[] {
  return [...anyOf, ...oneOf];
}

/** The fields of an object, those of unnamed objects inside it by their dotted names. */
export function fieldRows(schema: JsonSchema, prefix = ""): FieldRow[] {
  const { properties = {}, required = [], items } = schema;
  if (typeof items === "object") return fieldRows(items, `${prefix}[]`);
  const own = Object.entries(properties).flatMap(([name, field]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    return [rowOf(path, field, required.includes(name)), ...fieldRows(field, path)];
  });
  return [...own, ...mergedRows(alternativesOf(schema), prefix)];
}

/** A parameter, or a field without those inside it. */
export function rowOf(name: string, schema: JsonSchema, required: boolean): FieldRow {
  const { description = "" } = schema;
  return { name, type: typeParts(schema), required, limits: limitsOf(schema), description };
}

/** The fields of alternatives, each once: required when every alternative requires it. */
function mergedRows(alternatives: JsonSchema[], prefix: string): FieldRow[] {
  const objects = alternatives.filter(({ properties, items }) => properties ?? items);
  const rows = objects.map((alternative) => fieldRows(alternative, prefix));
  const merged = new Map<string, FieldRow[]>();
  for (const row of rows.flat()) merged.set(row.name, [...(merged.get(row.name) ?? []), row]);
  return [...merged.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const required = same.length === rows.length && same.every((row) => row.required);
    return [{ ...first, required, type: joined(same.map(({ type }) => type)) }];
  });
}

const number = new Intl.NumberFormat("en");
const MAX_PATTERN_CHARS = 60;

/** Long patterns say less than the description; a backtick would end the code it stands in. */
function isShown(pattern: string): boolean {
  return pattern.length <= MAX_PATTERN_CHARS && !pattern.includes("`");
}

/** What a value has to keep to, in words. */
function limitsOf(schema: JsonSchema): string[] {
  const { minLength = 0, maxLength, minimum, maximum, minItems = 0, maxItems, pattern } = schema;
  const bounds = (least: number | undefined, most: number | undefined, noun = "") => {
    if (least !== undefined && most !== undefined) {
      return [`${number.format(least)} to ${number.format(most)}${noun}`];
    }
    if (most !== undefined) return [`at most ${number.format(most)}${noun}`];
    return least === undefined ? [] : [`at least ${number.format(least)}${noun}`];
  };
  // Of a value that may be null or one of several, those of each.
  const nested = objectNameOf(schema) === null ? alternativesOf(schema).flatMap(limitsOf) : [];
  return [
    ...(schema.enum ? [`one of ${schema.enum.join(", ")}`] : []),
    ...bounds(minLength || undefined, maxLength, " characters"),
    ...bounds(minimum, maximum),
    ...(schema.prefixItems ? [] : bounds(minItems || undefined, maxItems, " entries")),
    ...(pattern !== undefined && isShown(pattern) ? [`matches \`${pattern}\``] : []),
    ...(schema.default === undefined ? [] : [`default \`${JSON.stringify(schema.default)}\``]),
    ...nested,
  ];
}
