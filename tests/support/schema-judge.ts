import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { JsonSchema, OpenApiDocument } from "#lib/api-description/schema.ts";

/** What is wrong with a value, as `/path problem`; empty when the schema accepts it. */
export type SchemaJudge = (schema: JsonSchema, value: unknown) => string[];

/**
 * Judges values by the schemas of a description. Objects are closed: a field that is not described
 * is wrong too, although clients are told to pass over it.
 */
export function createSchemaJudge(document: OpenApiDocument): SchemaJudge {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const components = { schemas: mapValues(document.components.schemas, close) };
  return (schema, value) => {
    const validate = ajv.compile({ ...close(schema), components });
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

/** A copy in which no object may have more fields than it says. */
function close(schema: JsonSchema): JsonSchema {
  const closed: JsonSchema = { ...schema };
  if (schema.properties) {
    closed.properties = mapValues(schema.properties, close);
    closed.additionalProperties ??= false;
  }
  if (typeof schema.items === "object") closed.items = close(schema.items);
  if (schema.anyOf) closed.anyOf = schema.anyOf.map(close);
  if (schema.oneOf) closed.oneOf = schema.oneOf.map(close);
  return closed;
}

function mapValues<Value>(
  record: Record<string, Value>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
