import { decodeText } from "#lib/inspection/body-kind.ts";
import { type CurlRequest, toCurl } from "#lib/inspection/to-curl.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";

/** Where a request was sent, as a full address; `captureUrl` is null for readers of a share link. */
function fullUrl(request: CapturedRequest, captureUrl: string | null): string {
  const origin = captureUrl === null ? location.origin : new URL(captureUrl).origin;
  return request.target.startsWith("/") ? origin + request.target : request.target;
}

/** The address of the page that shows this request. */
export function permalink(requestId: string): string {
  const url = new URL(location.href);
  url.searchParams.set("request", requestId);
  url.hash = "";
  return url.href;
}

/** The curl command that repeats a request. */
export function curlOf(request: CapturedRequest, captureUrl: string | null): string {
  const { method, headers, bodyBytes, bodyBase64 } = request;
  const command: CurlRequest = {
    method,
    url: fullUrl(request, captureUrl),
    headers,
    bodyText: bodyBase64 === null ? null : utf8Text(bytesFromBase64(bodyBase64)),
    bodyBytes,
  };
  return toCurl(command);
}

/** The bytes as text when they are exactly that text in UTF-8, else null. */
export function utf8Text(bytes: Uint8Array): string | null {
  const { text, charset, replaced } = decodeText(bytes, null);
  const startsWithMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return replaced || charset !== "utf-8" || startsWithMark ? null : text;
}

/** Standard base64 as bytes. */
export function bytesFromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

const CHUNK_BYTES = 0x8000;

/** Bytes as standard base64. */
export function base64FromBytes(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES));
  }
  return btoa(binary);
}
