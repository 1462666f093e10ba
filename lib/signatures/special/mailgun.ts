import { decodeText, utf8Bytes } from "#lib/signatures/encoding.ts";
import { type Collected, malformed, missing } from "#lib/signatures/read-request.ts";
import {
  fieldOf,
  readForm,
  readJson,
  readMultipart,
  textOf,
} from "#lib/signatures/request-body.ts";
import type { SignedRequest } from "#lib/signatures/schema.ts";
import { readTimestamp, writeTimestamp } from "#lib/signatures/timestamp.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import { refuse, type Signed, type WriteContext } from "#lib/signatures/write-request.ts";

const FIELDS = ["timestamp", "token", "signature"] as const;

type Parts = Record<(typeof FIELDS)[number], string | null>;

function readParts(request: SignedRequest): Parts | null {
  const form = readForm(request) ?? readMultipart(request);
  if (form) {
    const [timestamp, token, signature] = FIELDS.map((name) => form.get(name));
    return { timestamp: timestamp ?? null, token: token ?? null, signature: signature ?? null };
  }
  const json = readJson(request.body);
  if (typeof json !== "object" || json === null) return null;
  const inner = fieldOf(json, "signature");
  return {
    timestamp: textOf(inner, "timestamp"),
    token: textOf(inner, "token"),
    signature: textOf(inner, "signature"),
  };
}

/** Mailgun: `{timestamp}{token}` from the JSON object `signature`, or from fields of the form. */
export function readMailgun({ request }: Run): Collected {
  const parts = readParts(request);
  if (parts === null) return malformed("The body is neither a JSON object nor a form.");
  const absent = FIELDS.find((name) => parts[name] === null || parts[name] === "");
  const { timestamp, token, signature } = parts;
  if (absent || timestamp === null || token === null || signature === null) {
    return missing(`The body has no field signature.${absent}.`);
  }
  const bytes = decodeText(signature.trim(), "hex");
  if (bytes === null || bytes.length === 0) {
    return malformed("The signature in the body is not valid hex.", signature);
  }
  const content = [
    { name: "timestamp", bytes: utf8Bytes(timestamp) },
    { name: "token", bytes: utf8Bytes(token) },
  ];
  const claim = {
    timestamp,
    timestampMs: readTimestamp(timestamp, "any"),
    candidates: [{ text: signature, bytes }],
    contents: [content],
  };
  return { ok: true, claims: [claim], received: signature, place: "signature in its body" };
}

/** Puts a new signature object into a JSON body. */
export async function writeMailgun({ request, now, id, sign }: WriteContext): Promise<Signed> {
  const json = readJson(request.body);
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return refuse("Mailgun's signature goes into a JSON object, which the body is not.");
  }
  const timestamp = writeTimestamp(now, "s");
  const token = id
    .replace(/[^0-9a-z]/gi, "")
    .padEnd(50, "0")
    .slice(0, 50);
  const signature = await sign([
    { name: "timestamp", bytes: utf8Bytes(timestamp) },
    { name: "token", bytes: utf8Bytes(token) },
  ]);
  const signed = { ...json, signature: { timestamp, token, signature } };
  return { ok: true, headers: [], body: utf8Bytes(JSON.stringify(signed)) };
}
