import { findHeader } from "#lib/http/headers.ts";
import { utf8Text } from "./encoding.ts";
import type { SignedRequest } from "./schema.ts";

/** A body as JSON; undefined when it is none. */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Text(body));
  } catch {
    return undefined;
  }
}

/** A field of an object; undefined when there is none or it is inherited. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** A field that holds text or a number, as text; null for anything else. */
export function textOf(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  if (typeof field === "string") return field;
  return typeof field === "number" ? String(field) : null;
}

const FORM_START = /^[\w.%+~[\]-]+=/;

/**
 * The fields of a form body (application/x-www-form-urlencoded); null when it says it is something
 * else, or says nothing and does not look like one.
 */
export function readForm({ headers, body }: SignedRequest): URLSearchParams | null {
  const type = (findHeader(headers, "content-type") ?? "").trim();
  const isForm =
    type === ""
      ? FORM_START.test(utf8Text(body, 200))
      : /^application\/x-www-form-urlencoded\b/i.test(type);
  return isForm ? new URLSearchParams(utf8Text(body)) : null;
}

/** The text fields of a multipart body (RFC 7578); null when it says it is none. */
export function readMultipart({ headers, body }: SignedRequest): URLSearchParams | null {
  const type = findHeader(headers, "content-type") ?? "";
  const [, quoted, bare] =
    /^multipart\/form-data\b.*\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type.trim()) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return null;
  const fields = new URLSearchParams();
  for (const part of utf8Text(body).split(`--${boundary}`)) {
    const split = part.indexOf("\r\n\r\n");
    const [, name] = /\bname="([^"]*)"/i.exec(part.slice(0, Math.max(0, split))) ?? [];
    if (name !== undefined) fields.append(name, part.slice(split + 4).replace(/\r\n$/, ""));
  }
  return fields;
}

/** A top-level number or text of a JSON body as text, null when it has none. */
export function readBodyTimestamp(body: Uint8Array, name: string): string | null {
  return textOf(readJson(body), name);
}
