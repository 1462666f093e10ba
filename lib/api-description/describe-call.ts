import type { Access, Answer, Described, Operation } from "./operation.ts";
import { type DescribedLimits, describeRefusals } from "./refusals.ts";
import type { DescribedAnswer, DescribedCall, JsonSchema, Parameter } from "./schema.ts";

type SchemaOf = (described: Described) => JsonSchema;

const OWNERS = [{ ownerToken: [] }, { ownerCookie: [] }, { sessionCookie: [] }];

const API_TOKEN = { apiToken: [] };

const SECURITY: Record<Access, Record<string, string[]>[]> = {
  anyone: [],
  caller: [{}, ...OWNERS, API_TOKEN],
  owner: [...OWNERS, API_TOKEN],
  fullOwner: OWNERS,
  reader: [...OWNERS, API_TOKEN, { shareToken: [] }],
};

const IDS: Record<string, JsonSchema & { description: string }> = {
  binId: { type: "string", description: "The id of a bin, not its slug." },
  requestId: { type: "string", format: "uuid", description: "The id of a captured request." },
  deliveryId: { type: "string", format: "uuid", description: "The id of a delivery." },
  targetId: { type: "string", description: "The id of a saved target." },
  resendId: { type: "string", format: "uuid", description: "The id of a bulk resend." },
  labId: { type: "string", format: "uuid", description: "The id of a lab run." },
  tokenId: { type: "string", description: "The id of an API token, not the token itself." },
  shareId: { type: "string", description: "The id of a share link, not its token." },
  provider: { type: "string", description: "The id of a provider." },
  event: { type: "string", description: "The id of one of its events." },
};

const IDEMPOTENCY_KEY: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  description: "The same key for the same request answers the same delivery.",
  schema: { type: "string", maxLength: 255 },
};

/** A call as OpenAPI's Operation Object. */
export function describeCall(
  call: Operation,
  tag: string,
  schemaOf: SchemaOf,
  limits: DescribedLimits,
): DescribedCall {
  const parameters = parametersOf(call, schemaOf);
  return {
    operationId: call.id,
    tags: [tag],
    summary: call.summary,
    ...(call.description === undefined ? {} : { description: call.description }),
    security: SECURITY[call.access],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(call.body
      ? {
          requestBody: {
            // Nothing at all is read as {}.
            required: !call.body.schema.safeParse({}).success,
            content: {
              "application/json": { schema: schemaOf(call.body), example: call.body.example },
            },
          },
        }
      : {}),
    responses: {
      ...describeRefusals(call, limits),
      ...Object.fromEntries(
        call.answers.map((answer) => [answer.status, describeAnswer(answer, schemaOf)]),
      ),
    },
  };
}

function parametersOf(call: Operation, schemaOf: SchemaOf): Parameter[] {
  const inPath = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]): Parameter => {
    const { description = "", ...schema } = IDS[name] ?? {};
    return { name, in: "path", required: true, description, schema };
  });
  const query = call.query ? schemaOf(call.query) : {};
  const inQuery = Object.entries(query.properties ?? {}).map(([name, field]): Parameter => {
    const { description = "", ...schema } = field;
    return { name, in: "query", description, schema };
  });
  return [...inPath, ...inQuery, ...(call.takesIdempotencyKey ? [IDEMPOTENCY_KEY] : [])];
}

function describeAnswer(answer: Answer, schemaOf: SchemaOf): DescribedAnswer {
  const { description, schema, mediaType = "application/json", example } = answer;
  if (!schema) return { description };
  const content = {
    schema: schemaOf({ schema, fields: {} }),
    ...(example === undefined ? {} : { example }),
  };
  return { description, content: { [mediaType]: content } };
}
