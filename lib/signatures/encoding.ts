/** How a digest or a key is written as text. */
export type Encoding = "hex" | "base64" | "base64url";

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const HEX_PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A text's UTF-8 bytes. */
export function utf8Bytes(text: string): Uint8Array<ArrayBuffer> {
  return utf8Encoder.encode(text);
}

/**
 * UTF-8 bytes as text, invalid ones replaced by U+FFFD; at most `maxBytes` of them, where a
 * character that the cut splits is left out.
 */
export function utf8Text(bytes: Uint8Array, maxBytes = Number.POSITIVE_INFINITY): string {
  if (bytes.length <= maxBytes) return utf8Decoder.decode(bytes);
  const cut = new TextDecoder("utf-8", { ignoreBOM: true });
  return cut.decode(bytes.subarray(0, maxBytes), { stream: true });
}

/**
 * The bytes of a header value as they were on the wire. Node hands them over one character per
 * byte; a value from elsewhere that holds other characters can only have been UTF-8.
 */
export function wireBytes(value: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(value.length);
  for (let i = 0; i < value.length; i += 1) {
    const code = value.charCodeAt(i);
    if (code > 0xff) return utf8Bytes(value);
    bytes[i] = code;
  }
  return bytes;
}

function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Lower-case hex, or base64 / base64url with padding (RFC 4648 §4, §5). */
export function encodeBytes(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === "hex") {
    let text = "";
    for (const byte of bytes) text += HEX_PAIRS[byte];
    return text;
  }
  const base64 = encodeBase64(bytes);
  return encoding === "base64" ? base64 : base64.replaceAll("+", "-").replaceAll("/", "_");
}

/** The value of each hexadecimal digit by its character code; -1 for any other character. */
const HEX_VALUES = Int8Array.from({ length: 128 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? -1 : value;
});

function decodeHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) {
    const high = HEX_VALUES[text.charCodeAt(2 * i)] ?? -1;
    const low = HEX_VALUES[text.charCodeAt(2 * i + 1)] ?? -1;
    if (high < 0 || low < 0) return null;
    bytes[i] = high * 16 + low;
  }
  return bytes;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** Base64url as base64 with its padding; null where it has letters of base64 alone. */
function toBase64(text: string): string | null {
  if (/[+/]/.test(text)) return null;
  const padding = text.includes("=") ? "" : "=".repeat((4 - (text.length % 4)) % 4);
  return text.replaceAll("-", "+").replaceAll("_", "/") + padding;
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!isBase64(text)) return null;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  // Stray bits in the last character would let two texts stand for the same bytes.
  const tail = text.slice(-4);
  return encodeBase64(bytes.subarray(bytes.length - (bytes.length % 3 || 3))) === tail
    ? bytes
    : null;
}

/**
 * Strict RFC 4648 decoding; null for anything else. Hex in either case; base64 with its padding
 * and without stray bits; base64url with or without padding (both are in use).
 */
export function decodeText(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> | null {
  if (text === "") return new Uint8Array(0);
  if (encoding === "hex") return decodeHex(text);
  const base64 = encoding === "base64" ? text : toBase64(text);
  return base64 === null ? null : decodeBase64(base64);
}

/**
 * The bytes of a signature, which may not be empty; null for anything that does not look like one.
 * No bytes at all where the last character of base64 has stray bits: no sender writes that, so it
 * is a signature that someone changed, and equals none.
 */
export function decodeSignature(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> | null {
  if (text === "") return null;
  const bytes = decodeText(text, encoding);
  if (bytes !== null || encoding === "hex") return bytes;
  const base64 = encoding === "base64" ? text : toBase64(text);
  return base64 !== null && isBase64(base64) ? new Uint8Array(0) : null;
}

/**
 * Base64 in either alphabet with its padding, stray bits left out, as libraries read keys; null for
 * anything else, such as a text that lost a character. Not for signatures: two texts may give the
 * same bytes.
 */
export function decodeKeyText(text: string): Uint8Array<ArrayBuffer> | null {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  if (!isBase64(base64)) return null;
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Compares without stopping at the first difference; only the length can show in the time. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let i = 0; i < left.length; i += 1) difference |= (left[i] ?? 0) ^ (right[i] ?? 0);
  return difference === 0;
}
