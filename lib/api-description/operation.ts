import type { z } from "zod";
import type { ErrorCode } from "#lib/errors.ts";

/**
 * Who may make a call:
 * - `anyone`: credentials make no difference;
 * - `caller`: anyone, and it is about what the caller's credentials own;
 * - `owner`: whoever owns the bin that it is about, or holds an API token of it;
 * - `fullOwner`: whoever owns the bin, and no API token of it;
 * - `reader`: the owner, or the holder of a share link.
 */
export type Access = "anyone" | "caller" | "owner" | "fullOwner" | "reader";

/** A zod schema and what its fields mean, by their dotted paths. */
export type Described = {
  schema: z.ZodType;
  fields: Record<string, string>;
  /** What stands for fields that are left out, where the schema itself does not know. */
  defaults?: Record<string, unknown>;
};

/** What a call sends. */
export type Body = Described & {
  example: unknown;
  /** How much of it there may be, where that is not what other JSON may have. */
  maxBytes?: number;
  /** As much as a captured body in base64 needs. */
  carriesBody?: true;
};

/** What a call answers when it goes well. */
export type Answer = {
  status: number;
  description: string;
  /** Absent: no body. */
  schema?: z.ZodType;
  mediaType?: string;
  example?: unknown;
};

/** A setting that says how often one address may make a call. */
export type QuotaSetting =
  | "HOOKGLASS_NEW_BINS_PER_HOUR"
  | "HOOKGLASS_RESENDS_PER_MINUTE"
  | "HOOKGLASS_DELIVERIES_PER_MINUTE"
  | "HOOKGLASS_CHECKS_PER_MINUTE";

/** One method of one path. */
export type Operation = {
  /** The operationId, and the anchor on the page. */
  id: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Below /api/v1, with `{binId}` for what varies. */
  path: `/${string}`;
  summary: string;
  description?: string;
  access: Access;
  query?: Described;
  takesIdempotencyKey?: true;
  body?: Body;
  answers: [Answer, ...Answer[]];
  /** Refusals beyond those that go with access, body and quota, with when they happen. */
  refusals?: Partial<Record<ErrorCode, string>>;
  quota?: QuotaSetting;
};

/** Calls that belong together. */
export type CallGroup = { title: string; description: string; calls: Operation[] };

/** What a call sends, with an example that its schema accepts. */
export function body<Schema extends z.ZodType>(
  schema: Schema,
  fields: Record<string, string>,
  example: z.input<Schema>,
): Body {
  return { schema, fields, example };
}

/** 204: done. */
export const DONE: Answer = { status: 204, description: "Done." };
