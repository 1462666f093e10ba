import { dbFailure } from "#lib/db-failure.ts";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { logger } from "#lib/logger.ts";
import { isSameOrigin } from "./same-origin.ts";

/** The HTTP status of every refusal. */
export const ERROR_STATUS: Record<ErrorCode, number> = {
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
type Handler<Params, Req> = (request: Req, params: Params) => Promise<Response>;

/** Turns a handler into a Next.js route: refuses foreign origins, and answers errors in one shape. */
export function route<Params = Record<never, string>, Req extends Request = Request>(
  handler: Handler<Params, Req>,
): (request: Req, context: Context<Params>) => Promise<Response> {
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

const AWAY_RETRY_AFTER_SECONDS = 2;

/** A call that lost a race against a deletion, or found no database, is no fault of ours. */
function asRefusal(error: unknown): unknown {
  switch (dbFailure(error)) {
    case "gone":
      return new AppError("not_found", "It was deleted in the meantime");
    case "away":
      logger.warn({ reason: lastLine(error) }, "the database is away");
      return new AppError("unavailable", "The database is away: try again", {
        retryAfterSeconds: AWAY_RETRY_AFTER_SECONDS,
      });
    case null:
      return error;
  }
}

/** Prisma's messages end with what happened; a stack for every call of an outage helps nobody. */
function lastLine(error: unknown): string {
  return String(error).trim().split("\n").at(-1) ?? "";
}

function errorResponse(thrown: unknown): Response {
  const error = asRefusal(thrown);
  if (error instanceof AppError) {
    const { code, message, issues, retryAfterSeconds } = error;
    const headers: Record<string, string> =
      retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
    return json(
      { error: { code, message, ...(issues ? { issues } : {}) } },
      ERROR_STATUS[code],
      headers,
    );
  }
  const reference = newId();
  logger.error({ err: error, reference }, "a route failed");
  const message = `Something broke on our side. Quote ${reference} when you report it.`;
  return json({ error: { code: "internal", message } }, 500);
}
