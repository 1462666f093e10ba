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

/** A piece of a type: plain text, or the name of an object to link to. */
export type TypePart = { text: string; isObject: boolean };

/** A field or a parameter, as the page shows it. */
export type FieldRow = {
  /** Dotted below the object that it is in; `[]` for the items of a list. */
  name: string;
  type: TypePart[];
  required: boolean;
  /** In words: `at most 80 characters`. Between backticks is code. */
  limits: string[];
  description: string;
};

/** An answer or a refusal, as the page shows it. */
export type AnswerRow = {
  status: string;
  /** The error code of a refusal. */
  code: string | null;
  description: string;
  type: TypePart[];
  fields: FieldRow[];
};

/** A call as the page shows it. */
export type CallReference = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string | null;
  /** Who may call it, in words. */
  access: string;
  parameters: FieldRow[];
  /** Null: nothing is sent. */
  bodyType: TypePart[] | null;
  bodyFields: FieldRow[];
  curl: string;
  /** What the curl line is answered, as JSON text. */
  example: string | null;
  answers: AnswerRow[];
  refusals: AnswerRow[];
};

/** The description for people. */
export type ApiReference = {
  notes: readonly { id: string; title: string; text: string }[];
  groups: { id: string; title: string; description: string; calls: CallReference[] }[];
  objects: { name: string; fields: FieldRow[] }[];
};
