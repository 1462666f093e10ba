import type { z } from "zod";
import { env } from "#lib/env.ts";
import { AppError, type Issue } from "#lib/errors.ts";
import { readBytes } from "./read-bytes.ts";

/** The most JSON that a call takes, unless it says otherwise. */
export const MAX_JSON_BYTES = 256 * 1024;
/** Headers, options and JSON's own spelling, around a body in base64. */
const AROUND_BODY_BYTES = 1024 * 1024;
/** A list with a thousand wrong entries is not told a thousand times. */
const MAX_ISSUES = 50;

/** The most JSON that a call may send which carries a captured body as base64. */
export function jsonBytesWithBody(): number {
  return Math.ceil((env().HOOKGLASS_MAX_BODY_BYTES * 4) / 3) + AROUND_BODY_BYTES;
}

/**
 * Reads and validates a JSON body of at most `maxBytes`; nothing at all counts as `{}`. Throws
 * `too_large` as soon as there is more, and `invalid_input` naming every field that is wrong.
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes: number = MAX_JSON_BYTES,
): Promise<z.output<Schema>> {
  const text = decode(await readBytes(request, maxBytes));
  let value: unknown;
  try {
    value = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new AppError("invalid_input", "The body is not JSON");
  }
  if (ODD_ESCAPE.test(text)) refuseOddText(text);
  return parseInput(schema, value);
}

/** Validates any input; throws `invalid_input` naming every field that is wrong (at most 50). */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues: Issue[] = result.error.issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: issue.path.join("."),
    message: issue.message,
  }));
  const first = issues[0];
  const where = first?.path ? `${first.path}: ` : "";
  throw new AppError("invalid_input", `${where}${first?.message ?? "wrong input"}`, { issues });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("invalid_input", "The body is not UTF-8 text");
  }
}

/** Escapes that may spell text which PostgreSQL cannot hold; everything else went through UTF-8. */
const ODD_ESCAPE = /\\u(?:0000|d[89a-f])/i;

/** NUL cannot be stored at all; half of a surrogate pair would come back as another character. */
function refuseOddText(text: string): void {
  const isOdd = (part: unknown) =>
    typeof part === "string" && (part.includes("\0") || !part.isWellFormed());
  JSON.parse(text, (key, value: unknown) => {
    if (isOdd(key) || isOdd(value)) {
      const message = "must not contain a NUL character or half of a surrogate pair";
      const path = isOdd(key) ? "" : key;
      const where = path === "" ? "Text " : `${path}: `;
      throw new AppError("invalid_input", where + message, { issues: [{ path, message }] });
    }
    return value;
  });
}
