import { describeCall } from "./describe-call.ts";
import { GROUPS } from "./groups.ts";
import { toJsonSchemas } from "./json-schemas.ts";
import { NOTES } from "./notes.ts";
import { OBJECTS } from "./objects.ts";
import type { Described, Operation } from "./operation.ts";
import type { DescribedLimits } from "./refusals.ts";
import type { OpenApiDocument } from "./schema.ts";

/** What differs from server to server. */
export type DescribedServer = {
  version: string;
  limits: DescribedLimits;
  ownerCookie: string;
  sessionCookie: string;
};

/** The API as an OpenAPI 3.1 document. */
export function buildDocument(server: DescribedServer): OpenApiDocument {
  const calls = GROUPS.flatMap((group) => group.calls.map((call) => ({ group, call })));
  const schemas = toJsonSchemas(
    OBJECTS,
    calls.flatMap(({ call }) => schemasOf(call)),
  );
  const paths: OpenApiDocument["paths"] = {};
  for (const { group, call } of calls) {
    paths[call.path] ??= {};
    const described = describeCall(call, group.title, schemas.schemaOf, server.limits);
    Object.assign(paths[call.path] ?? {}, { [call.method]: described });
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Hookglass",
      version: server.version,
      description: NOTES.map(({ title, text }) => `## ${title}\n\n${text}`).join("\n\n"),
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api/v1", description: "This server" }],
    tags: GROUPS.map(({ title, description }) => ({ name: title, description })),
    paths,
    components: { schemas: schemas.objects, securitySchemes: securitySchemes(server) },
  };
}

/** Every schema that a call has, to be converted together. */
function schemasOf({ query, body, answers }: Operation): Described[] {
  const answered = answers.flatMap(({ schema }) => (schema ? [{ schema, fields: {} }] : []));
  return [...(query ? [query] : []), ...(body ? [body] : []), ...answered];
}

function securitySchemes({ ownerCookie, sessionCookie }: DescribedServer) {
  return {
    ownerToken: {
      type: "http",
      scheme: "bearer",
      description: "The ownerToken that POST /bins answered: hgo_…",
    },
    apiToken: {
      type: "http",
      scheme: "bearer",
      description: "The token that POST /bins/{binId}/tokens answered, for one bin: hgt_…",
    },
    shareToken: {
      type: "http",
      scheme: "bearer",
      description: "The token of a share link: hgs_…",
    },
    ownerCookie: {
      type: "apiKey",
      in: "cookie",
      name: ownerCookie,
      description: "The owner token, as POST /bins leaves it in a browser.",
    },
    sessionCookie: {
      type: "apiKey",
      in: "cookie",
      name: sessionCookie,
      description: "Of whoever signed in.",
    },
  };
}
