import { curlLine } from "./curl-line.ts";
import { fieldRows, rowOf, typeParts } from "./field-rows.ts";
import { NOTES } from "./notes.ts";
import type {
  AnswerRow,
  ApiReference,
  CallReference,
  DescribedAnswer,
  DescribedCall,
  JsonSchema,
  OpenApiDocument,
  TypePart,
} from "./schema.ts";

/** The description as people read it: made of nothing but the document. `origin` stands in the examples. */
export function makeReference(document: OpenApiDocument, origin: string): ApiReference {
  const url = origin + (document.servers[0]?.url ?? "");
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({
      tag: call.tags[0],
      reference: callReference({ path, method, call, url: url + path }),
    })),
  );
  return {
    notes: NOTES,
    groups: document.tags.map(({ name, description }) => ({
      id: name.toLowerCase().replaceAll(" ", "-"),
      title: name,
      description,
      calls: calls.filter(({ tag }) => tag === name).map(({ reference }) => reference),
    })),
    objects: Object.entries(document.components.schemas)
      .map(([name, schema]) => ({ name, fields: fieldRows(schema) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

type Named = { path: string; method: string; call: DescribedCall; url: string };

function callReference({ path, method, call, url }: Named): CallReference {
  const body = call.requestBody?.content["application/json"];
  const rows = Object.entries(call.responses).map(([status, answer]) => answerRow(status, answer));
  const [, answered] = Object.entries(call.responses).find(([status]) => status < "300") ?? [];
  const example = answered?.content?.["application/json"]?.example;
  return {
    id: call.operationId,
    method: method.toUpperCase(),
    path,
    summary: call.summary,
    description: call.description ?? null,
    access: accessOf(call),
    parameters: (call.parameters ?? []).map(
      ({ name, schema, required, description, in: place }) => ({
        ...rowOf(name, schema, required ?? false),
        description: place === "header" ? `Header. ${description}` : description,
      }),
    ),
    bodyType: body ? typeUnlessListed(body.schema) : null,
    bodyFields: body ? fieldRows(body.schema) : [],
    curl: curlLine({ url, method, call }),
    example: example === undefined ? null : JSON.stringify(example, null, 2),
    answers: rows.filter(({ code }) => code === null),
    refusals: rows.filter(({ code }) => code !== null),
  };
}

function accessOf({ security }: DescribedCall): string {
  if (security.length === 0) return "anyone";
  if (security.some((scheme) => Object.keys(scheme).length === 0))
    return "anyone; a token or cookie says whose bins";
  if (security.some((scheme) => "shareToken" in scheme)) {
    return "the owner, an API token of the bin, and whoever has a share link";
  }
  return security.some((scheme) => "apiToken" in scheme)
    ? "the owner, and an API token of the bin"
    : "the owner, and no API token";
}

function answerRow(status: string, answer: DescribedAnswer): AnswerRow {
  const refusal = /^`(\w+)`: (.*)$/s.exec(answer.description);
  const [mediaType, content] = Object.entries(answer.content ?? {})[0] ?? [];
  const type = content === undefined || refusal ? [] : typeUnlessListed(content.schema);
  const isJson = mediaType === "application/json";
  return {
    status,
    code: refusal?.[1] ?? null,
    description: refusal?.[2] ?? answer.description,
    type: isJson || mediaType === undefined ? type : [{ text: mediaType, isObject: false }],
    fields: content === undefined || refusal ? [] : fieldRows(content.schema),
  };
}

/** That something is an object is clear where its fields stand below. */
function typeUnlessListed(schema: JsonSchema): TypePart[] {
  return schema.properties ? [] : typeParts(schema);
}
