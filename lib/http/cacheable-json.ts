import { createHash } from "node:crypto";

const FRESH_FOR_SECONDS = 300;

/**
 * A public JSON answer that caches may keep for five minutes and then ask about by its ETag
 * (RFC 9110 §8.8.3): 304 when `If-None-Match` names it.
 */
export function cacheableJson(request: Request, body: unknown): Response {
  const text = JSON.stringify(body);
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  const headers = {
    etag,
    "cache-control": `public, max-age=${FRESH_FOR_SECONDS}`,
    "content-type": "application/json",
  };
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim());
  // A proxy that compresses makes the tag a weak one: W/"…" names the same text.
  const isKnown = known.some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag);
  return isKnown ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}
