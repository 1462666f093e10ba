/** A JSON Schema (draft 2020-12), as far as the description uses it. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema | boolean;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
};

type MediaTypes = Record<string, { schema: JsonSchema; example?: unknown }>;

export type Reference = { $ref: string };

/** A parameter of a path, a query or a header. */
export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required?: true;
  description: string;
  schema: JsonSchema;
};

/** One answer: of a call when it goes well, or of a refusal. */
export type DescribedAnswer = {
  description: string;
  headers?: Record<string, { description: string; schema: JsonSchema }>;
  content?: MediaTypes;
};

/** One call of an OpenAPI document. */
export type DescribedCall = {
  operationId: string;
  tags: [string];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: MediaTypes };
  responses: Record<string, DescribedAnswer>;
};

/** An OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1), as far as the description uses it. */
export type OpenApiDocument = {
  openapi: "3.1.1";
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, DescribedCall>>;
  components: {
    schemas: Record<string, JsonSchema>;
    securitySchemes: Record<string, Record<string, string>>;
  };
};

/** A field, a parameter or an object's property, as a row of the page. */
export type FieldRow = {
  /** Dotted below the object it is in; `[]` for the items of a list. */
  name: string;
  type: string;
  /** The object that the type is, to link to. */
  objectName: string | null;
  required: boolean;
  /** In words: "at most 80 characters". */
  limits: string[];
  description: string;
};

/** An answer as the page shows it. */
export type AnswerRow = {
  status: string;
  /** The error codes of a refusal. */
  code: string | null;
  description: string;
  type: string | null;
  objectName: string | null;
  fields: FieldRow[];
};

/** A call as the page shows it. */
export type CallReference = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string | null;
  access: string;
  parameters: FieldRow[];
  bodyFields: FieldRow[];
  curl: string;
  /** The answer to the curl line, as JSON text. */
  answerExample: string | null;
  answers: AnswerRow[];
  refusals: AnswerRow[];
};

/** The whole page. */
export type ApiReference = {
  notes: { id: string; title: string; text: string }[];
  groups: { id: string; title: string; description: string; calls: CallReference[] }[];
  objects: { name: string; fields: FieldRow[]; variants: string[] }[];
};
