import type { z } from "zod";
import { AppError, type ErrorCode, type Issue } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { logger } from "#lib/logger.ts";
import { isSameOrigin } from "./same-origin.ts";

const STATUS: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

type Context<Params> = { params: Promise<Params> };
type Handler<Params> = (request: Request, params: Params) => Promise<Response>;

/** Turns a handler into a Next.js route: refuses foreign origins, and answers errors in one shape. */
export function route<Params = Record<never, string>>(
  handler: Handler<Params>,
): (request: Request, context: Context<Params>) => Promise<Response> {
  return async (request, context) => {
    try {
      if (!isSameOrigin(request)) {
        throw new AppError("forbidden", "This call comes from another site's page and was refused");
      }
      return await handler(request, await context.params);
    } catch (error) {
      return errorResponse(error);
    }
  };
}

/** A JSON answer that no cache keeps. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

/** 204: done, nothing to say. */
export function noContent(headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 204, headers });
}

/** Reads and validates a JSON body; throws `invalid_input` naming every field that is wrong. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await request.text();
  let value: unknown;
  try {
    value = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new AppError("invalid_input", "The body is not JSON");
  }
  return parseInput(schema, value);
}

/** Validates any input; throws `invalid_input` naming every field that is wrong. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues: Issue[] = result.error.issues.map((issue) => ({
    path: issue.path.join("."),
    message: issue.message,
  }));
  const first = issues[0];
  const where = first?.path ? `${first.path}: ` : "";
  throw new AppError("invalid_input", `${where}${first?.message ?? "wrong input"}`, { issues });
}

function errorResponse(error: unknown): Response {
  if (error instanceof AppError) {
    const { code, message, issues, retryAfterSeconds } = error;
    const headers: Record<string, string> =
      retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
    return json({ error: { code, message, ...(issues ? { issues } : {}) } }, STATUS[code], headers);
  }
  const reference = newId();
  logger.error({ err: error, reference }, "a route failed");
  const message = `Something broke on our side. Quote ${reference} when you report it.`;
  return json({ error: { code: "internal", message } }, 500);
}
