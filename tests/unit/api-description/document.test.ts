import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { GROUPS } from "#lib/api-description/groups.ts";
import { OBJECTS } from "#lib/api-description/objects.ts";
import type { JsonSchema } from "#lib/api-description/schema.ts";
import { usualDescription } from "#tests/support/api-description.ts";
import { createSchemaJudge } from "#tests/support/schema-judge.ts";

const document = usualDescription();
const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, call]) => ({ name: `${method} ${path}`, path, call })),
);

/** Dotted paths of an input's fields that have no description; named objects are judged themselves. */
function undescribed(schema: JsonSchema, prefix = ""): string[] {
  const { anyOf = [], oneOf = [], items } = schema;
  const inner = [...anyOf, ...oneOf, ...(typeof items === "object" ? [items] : [])];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    ...(field.description ? [] : [prefix + name]),
    ...undescribed(field, `${prefix}${name}.`),
  ]);
  return [...fields, ...inner.flatMap((alternative) => undescribed(alternative, prefix))];
}

test("is OpenAPI 3.1", async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("refers only to what is there, and to all of it", () => {
  const refs = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  expect([...new Set([...refs].map(([, name]) => name))].sort()).toEqual(
    Object.keys(document.components.schemas).sort(),
  );
});

test("has an id of its own for every call", () => {
  const ids = calls.map(({ call }) => call.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test("names a setting's limit as it is in force", () => {
  const refusal = document.paths["/verify"]?.post?.responses["429"];
  expect(refusal?.description).toContain("60 times a minute (HOOKGLASS_CHECKS_PER_MINUTE)");
  expect(refusal?.headers).toHaveProperty("Retry-After");
});

test("tells the defaults of a new target, and none for a change", () => {
  const propertiesOf = (path: string, method: string) =>
    document.paths[path]?.[method]?.requestBody?.content["application/json"]?.schema.properties;
  expect(propertiesOf("/bins/{binId}/targets", "post")?.timeoutMs?.default).toBe(30_000);
  expect(propertiesOf("/targets/{targetId}", "patch")?.timeoutMs).not.toHaveProperty("default");
});

test.each(["RetryPolicy", "SignatureInput", "SettingChange", "SchemeOptionsInput"])(
  "says what every field of %s means",
  (name) => {
    expect(undescribed(document.components.schemas[name] ?? {})).toEqual([]);
    expect(OBJECTS).toHaveProperty(name);
  },
);

describe.each(calls)("$name", ({ path, call }) => {
  const body = call.requestBody?.content["application/json"];

  test("says what every parameter and field means", () => {
    for (const { name, description } of call.parameters ?? []) {
      expect(description, name).not.toBe("");
    }
    expect(undescribed(body?.schema ?? {})).toEqual([]);
  });

  test("has the parameters of its path", () => {
    const inPath = (call.parameters ?? []).filter((parameter) => parameter.in === "path");
    expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    expect(inPath.every(({ required }) => required)).toBe(true);
  });

  test("has examples that fit", () => {
    const judge = createSchemaJudge(document);
    const contents = [
      body,
      ...Object.values(call.responses).flatMap(({ content = {} }) => Object.values(content)),
    ];
    for (const content of contents) {
      if (content?.example === undefined) continue;
      expect(judge(content.schema, content.example)).toEqual([]);
    }
  });
});

test("accepts every example of a body where it is read", () => {
  const bodies = GROUPS.flatMap((group) => group.calls.flatMap(({ body }) => body ?? []));
  expect(bodies.length).toBeGreaterThan(15);
  for (const { schema, example } of bodies) {
    expect(schema.safeParse(example).error?.issues ?? []).toEqual([]);
  }
});
