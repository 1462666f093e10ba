import { z } from "zod";
import type { Described } from "./operation.ts";
import type { JsonSchema } from "./schema.ts";

const REF_PREFIX = "#/components/schemas/";

/** The object's name in a reference to it; null for a schema that is none. */
export function objectNameOf({ $ref }: JsonSchema): string | null {
  return $ref?.startsWith(REF_PREFIX) ? $ref.slice(REF_PREFIX.length) : null;
}

/** A reference to one of the objects. */
export function refTo(name: string): JsonSchema {
  return { $ref: REF_PREFIX + name };
}

/**
 * The JSON Schemas of zod schemas as a client sees them: what it may send, what it is answered.
 * `objects` are referred to by name wherever one of the others contains them.
 */
export function toJsonSchemas(
  objects: Record<string, Described>,
  others: readonly Described[],
): { objects: Record<string, JsonSchema>; schemaOf: (described: Described) => JsonSchema } {
  const registry = z.registry<{ id: string }>();
  const names = new Map<z.ZodType, string>();
  const add = (name: string, { schema }: Described) => {
    if (names.has(schema)) return;
    names.set(schema, name);
    registry.add(schema, { id: name });
  };
  for (const [name, described] of Object.entries(objects)) add(name, described);
  for (const [index, described] of others.entries()) add(String(index), described);
  const converted = z.toJSONSchema(registry, { io: "input", uri: (id) => REF_PREFIX + id });
  const read = (name: string, described: Described) =>
    describeFields(tidy(converted.schemas[name]), described);
  return {
    objects: Object.fromEntries(
      Object.entries(objects).map(([name, described]) => [name, read(name, described)]),
    ),
    schemaOf(described) {
      const name = names.get(described.schema) ?? "";
      return name in objects ? refTo(name) : read(name, described);
    },
  };
}

/** Formats say it shorter than the patterns that zod adds to them. */
const FORMATS_WITH_PATTERN = ["uuid", "date-time"];

/** A copy without what says nothing: names of its own, bounds of every integer, patterns of formats. */
function tidy(source: unknown): JsonSchema {
  return JSON.parse(JSON.stringify(source), function reviver(key, value: unknown) {
    if (key === "$schema" || key === "$id") return undefined;
    if (value === Number.MAX_SAFE_INTEGER || value === Number.MIN_SAFE_INTEGER) return undefined;
    if (key === "pattern" && FORMATS_WITH_PATTERN.includes(Reflect.get(this, "format"))) {
      return undefined;
    }
    return value;
  });
}

/** Puts descriptions and defaults where their paths lead; throws when a description leads nowhere. */
function describeFields(schema: JsonSchema, { fields, defaults = {} }: Described): JsonSchema {
  for (const [path, description] of Object.entries(fields)) {
    const found = findFields(schema, path.split("."));
    if (found.length === 0) throw new Error(`There is no field ${path} to describe`);
    for (const field of found) field.description = description;
  }
  for (const [name, value] of Object.entries(defaults)) {
    for (const field of findFields(schema, [name])) field.default = value;
  }
  return schema;
}

/** Alternatives may each have a field of this name. */
function findFields(schema: JsonSchema, path: readonly string[]): JsonSchema[] {
  const [name, ...rest] = path;
  if (name === undefined) return [schema];
  const own = schema.properties?.[name];
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [
    ...(own ? findFields(own, rest) : []),
    ...alternatives.flatMap((alternative) => findFields(alternative, path)),
  ];
}
