import { findHeader } from "#lib/http/headers.ts";
import { unshared } from "#lib/signatures/digest.ts";
import {
  decodeText,
  equalBytes,
  utf8Bytes,
  utf8Text,
  wireBytes,
} from "#lib/signatures/encoding.ts";
import { readForm, readJson } from "#lib/signatures/request-body.ts";
import { joinParts } from "#lib/signatures/template.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import type { DiagnoseInput, Variant } from "./diagnosis.ts";
import { JSON_REWRITES, parsedJson } from "./json-rewrites.ts";

type Rewritten = { id: string; message: string; body: Uint8Array };

const MAX_BODY_BYTES = 1024 * 1024;
const [CR, LF] = [0x0d, 0x0a];

function withoutFinalBreak(body: Uint8Array): Uint8Array {
  const isCrLf = body.at(-2) === CR;
  return body.at(-1) === LF ? body.subarray(0, isCrLf ? -2 : -1) : body;
}

function appended(body: Uint8Array, end: readonly number[]): Uint8Array {
  const longer = new Uint8Array(body.length + end.length);
  longer.set(body);
  longer.set(end, body.length);
  return longer;
}

// Not trim(), which would take a byte order mark too.
function trimmed(text: string): string {
  const isSpace = (at: number) => " \t\r\n".includes(text.charAt(at));
  let [start, end] = [0, text.length];
  while (start < end && isSpace(start)) start += 1;
  while (end > start && isSpace(end - 1)) end -= 1;
  return text.slice(start, end);
}

/** The ends and line breaks of a body, byte by byte: it need not be text. */
function* lineBreaks(body: Uint8Array, text: string): Generator<Rewritten> {
  yield {
    id: "final_break_removed",
    message: "The body would match without the line break at its end: it was added on the way.",
    body: withoutFinalBreak(body),
  };
  yield {
    id: "final_break_added",
    message: "The body would match with a line break at its end: it was removed on the way.",
    body: appended(body, [LF]),
  };
  yield {
    id: "final_crlf_added",
    message: "The body would match with CR LF at its end: it was removed on the way.",
    body: appended(body, [CR, LF]),
  };
  if (text.includes("\ufffd")) return;
  if (text.includes("\r\n")) {
    yield {
      id: "lf_breaks",
      message:
        "The body would match with LF for its CR LF line breaks: they were changed on the way.",
      body: utf8Bytes(text.replaceAll("\r\n", "\n")),
    };
  }
  if (text.includes("\n")) {
    yield {
      id: "crlf_breaks",
      message: "The body would match with CR LF for its line breaks: they were changed on the way.",
      body: utf8Bytes(text.replace(/\r?\n/g, "\r\n")),
    };
  }
  yield {
    id: "trimmed",
    message: "The body would match without the white space around it: it was added on the way.",
    body: utf8Bytes(trimmed(text)),
  };
}

/** What frameworks do to text: a mark at its start, and UTF-8 read as Latin-1. */
function* textSlips(text: string): Generator<Rewritten> {
  if (text.startsWith("\ufeff")) {
    yield {
      id: "bom_removed",
      message:
        "The body would match without the byte order mark at its start: it was added on the way.",
      body: utf8Bytes(text.slice(1)),
    };
  }
  // A UTF-8 lead byte and what follows it, each as a character of its own.
  if (/[\u00c2-\u00f4][\u0080-\u00bf]/.test(text) && !/[\u0100-\uffff]/.test(text)) {
    yield {
      id: "utf8_twice",
      message:
        "The body would match with its UTF-8 undone once: something on the way read it as Latin-1.",
      body: wireBytes(text),
    };
  }
}

function* wrappings(run: Run, text: string): Generator<Rewritten> {
  const form = readForm(run.request);
  const payload = form?.get("payload");
  if (typeof payload === "string") {
    yield {
      id: "form_payload",
      message: "The decoded field “payload” of the form would match, not the form itself.",
      body: utf8Bytes(payload),
    };
  }
  const inner = text.startsWith('"') ? readJson(utf8Bytes(text)) : undefined;
  if (typeof inner === "string") {
    yield {
      id: "quoted_once",
      message: "The text inside the JSON string would match: the body was quoted once too often.",
      body: utf8Bytes(inner),
    };
  }
  const decoded = /^[A-Za-z0-9+/=\s]{8,}$/.test(text) ? decodeText(text.trim(), "base64") : null;
  if (decoded) {
    yield {
      id: "base64_decoded",
      message: "The body would match decoded from base64: it was encoded on the way.",
      body: decoded,
    };
  }
}

async function decompress(body: Uint8Array, format: CompressionFormat, maxBytes: number) {
  const stream = new Blob([unshared(body)]).stream().pipeThrough(new DecompressionStream(format));
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    pieces.push(read.value);
    length += read.value.length;
    // A small body may unpack to gigabytes.
    if (length > maxBytes) {
      await reader.cancel();
      return null;
    }
  }
  return joinParts(pieces.map((bytes) => ({ name: "piece", bytes })));
}

async function unpacked(run: Run, maxBytes: number): Promise<Rewritten[]> {
  const { headers, body } = run.request;
  const encoding = findHeader(headers, "content-encoding")?.trim().toLowerCase() ?? "";
  const isGzip = body[0] === 0x1f && body[1] === 0x8b;
  if (!isGzip && encoding !== "deflate") return [];
  try {
    const content = await decompress(body, isGzip ? "gzip" : "deflate", maxBytes);
    if (content === null) return [];
    const message = "The body would match unpacked: the sender signed it before compressing it.";
    return [{ id: "unpacked", message, body: content }];
  } catch {
    return [];
  }
}

function* jsonRewrites(body: Uint8Array, text: string): Generator<Rewritten> {
  const value = readJson(body);
  if (value === undefined || text.includes("\ufffd")) return;
  const parsed = parsedJson(text, value);
  for (const { id, message, write } of JSON_REWRITES) {
    const changed = write(parsed);
    if (changed !== text) yield { id, message, body: utf8Bytes(changed) };
  }
}

async function* rewritten(run: Run, maxBytes: number): AsyncGenerator<Rewritten> {
  const { body } = run.request;
  const text = utf8Text(body);
  yield* lineBreaks(body, text);
  yield* await unpacked(run, maxBytes);
  yield* textSlips(text);
  yield* wrappings(run, text);
  yield* jsonRewrites(body, text);
  yield {
    id: "left_out",
    message: "An empty body would match: the sender signed the request without its body.",
    body: new Uint8Array(),
  };
}

function isCovered({ scheme }: Run): boolean {
  return scheme.alg !== "equal" && (scheme.id === "contentful" || !scheme.read);
}

/** The body as it may have been when it was signed. */
export async function* bodyVariants(run: Run, input: DiagnoseInput): AsyncGenerator<Variant> {
  const { body } = run.request;
  const maxBytes = input.maxBodyBytes ?? MAX_BODY_BYTES;
  if (!isCovered(run) || body.length === 0 || body.length > maxBytes) return;
  for await (const { id, message, body: changed } of rewritten(run, maxBytes)) {
    if (equalBytes(changed, body)) continue;
    const request = { ...run.request, body: changed };
    yield { cause: `body_${id}`, message, change: null, request };
  }
}
