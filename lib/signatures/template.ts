import { findHeader } from "#lib/http/headers.ts";
import { crc32 } from "./crc32.ts";
import { utf8Bytes, utf8Text, wireBytes } from "./encoding.ts";
import type { SignedPart, SignedRequest } from "./schema.ts";

/** One piece of the signed content. */
type TemplatePart =
  | { kind: "body" | "ts" | "url" | "method" | "secret" | "checksum" }
  | { kind: "header"; header: string }
  | { kind: "literal"; text: string };

/** The signed content as a list of pieces, in order, joined by nothing. */
export type Template = readonly TemplatePart[];

export type ParsedTemplate = { ok: true; template: Template } | { ok: false; message: string };

const PLACEHOLDER = /\{([a-z]+)(?::([^{}]*))?\}/gi;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;

/** Whether a text can be the name of a header field (RFC 9110 §5.1). */
export function isHeaderName(text: string): boolean {
  return HEADER_NAME.test(text);
}

function parsePlaceholder(whole: string, name: string, argument: string | undefined) {
  if (name === "header") {
    if (argument !== undefined && isHeaderName(argument)) {
      return { kind: "header", header: argument.toLowerCase() } as const;
    }
    return `${whole} does not name a header: write {header:x-timestamp}.`;
  }
  const isKnown = name === "body" || name === "ts" || name === "url" || name === "method";
  const isInternal = name === "secret" || name === "checksum";
  if ((isKnown || isInternal) && argument === undefined) return { kind: name } as const;
  return `${whole} is not a placeholder: use {body}, {ts}, {url}, {method} or {header:name}.`;
}

/**
 * Reads a description of the signed content: `{body}`, `{ts}` (the timestamp as sent), `{url}`,
 * `{method}` and `{header:name}`; all else stands for itself. Rows may also have `{secret}` and
 * `{checksum}`, the body's CRC-32 in decimal. The message names what is wrong.
 */
export function parseTemplate(source: string): ParsedTemplate {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of source.matchAll(PLACEHOLDER)) {
    const part = parsePlaceholder(match[0], match[1] ?? "", match[2]);
    if (typeof part === "string") return { ok: false, message: part };
    if (match.index > end) parts.push({ kind: "literal", text: source.slice(end, match.index) });
    parts.push(part);
    end = match.index + match[0].length;
  }
  if (end < source.length) parts.push({ kind: "literal", text: source.slice(end) });
  if (parts.length === 0) return { ok: false, message: "The signed content is empty." };
  return { ok: true, template: parts };
}

/** The headers that a template reads, in lower case. */
export function templateHeaders(template: Template): string[] {
  return template.flatMap((part) => (part.kind === "header" ? [part.header] : []));
}

/** A piece with its value filled in; null stands for the secret, which is not told. */
export type RenderedPart = { name: string; bytes: Uint8Array | null };

/** Signed content, piece by piece. */
export type Content = readonly RenderedPart[];

function renderPart(
  part: TemplatePart,
  request: SignedRequest,
  timestamp: string | null,
): RenderedPart {
  switch (part.kind) {
    case "body":
      return { name: "body", bytes: request.body };
    case "ts":
      return { name: "timestamp", bytes: wireBytes(timestamp ?? "") };
    case "url":
      return { name: "url", bytes: utf8Bytes(request.url) };
    case "method":
      return { name: "method", bytes: utf8Bytes(request.method) };
    case "header":
      return {
        name: part.header,
        bytes: wireBytes(findHeader(request.headers, part.header)?.trim() ?? ""),
      };
    case "secret":
      return { name: "secret", bytes: null };
    case "checksum":
      return { name: "checksum", bytes: utf8Bytes(String(crc32(request.body))) };
    case "literal":
      return { name: "literal", bytes: utf8Bytes(part.text) };
  }
}

/** Fills a template in; a header that was not sent, or a missing timestamp, counts as empty. */
export function renderTemplate(
  template: Template,
  request: SignedRequest,
  timestamp: string | null,
): RenderedPart[] {
  return template.map((part) => renderPart(part, request, timestamp));
}

/** The bytes that are signed, with this secret where the content holds it. */
export function joinParts(parts: Content, secret = ""): Uint8Array {
  const [only] = parts;
  if (only?.bytes && parts.length === 1) return only.bytes;
  const pieces = parts.map(({ bytes }) => bytes ?? utf8Bytes(secret));
  const message = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    message.set(piece, offset);
    offset += piece.length;
  }
  return message;
}

const MAX_SHOWN_BYTES = 64 * 1024;

/** The pieces as text for a reader, 64 KiB in all at most. */
export function describeParts(rendered: Content): {
  parts: SignedPart[];
  truncated: boolean;
} {
  let left = MAX_SHOWN_BYTES;
  let truncated = false;
  const parts = rendered.map(({ name, bytes }) => {
    if (bytes === null) return { name, text: "••••••" };
    const text = utf8Text(bytes, left);
    truncated ||= bytes.length > left;
    left = Math.max(0, left - bytes.length);
    return { name, text };
  });
  return { parts, truncated };
}
