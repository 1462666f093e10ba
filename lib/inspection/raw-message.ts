import type { HeaderList } from "#lib/http/headers.ts";

/** What the request line and the header section of a message are made of. */
export type MessageHead = {
  method: string;
  /** As on the request line. */
  target: string;
  /** "1.1" or "HTTP/1.1". */
  httpVersion: string;
  headers: HeaderList;
};

function fieldLines(fields: HeaderList): string {
  return fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");
}

/** Request line, header fields and the empty line, with CRLF (RFC 9112 §2.1). */
export function rawMessageHead({ method, target, httpVersion, headers }: MessageHead): string {
  const version = httpVersion.startsWith("HTTP/") ? httpVersion : `HTTP/${httpVersion}`;
  return `${method} ${target} ${version}\r\n${fieldLines(headers)}\r\n`;
}

/**
 * The message as text: head, body and, on lines of their own, the trailers.
 * Chunk sizes are not in it: the body is kept without them.
 */
export function rawMessageText(head: string, bodyText: string, trailers: HeaderList): string {
  if (trailers.length === 0) return head + bodyText;
  return `${head}${bodyText}\r\n${fieldLines(trailers)}\r\n`;
}
