import { TOKEN } from "#lib/http/header-syntax.ts";
import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import { originForm, targetAuthority } from "#lib/http/request-target.ts";

/** A request message taken apart; the body is every byte after the empty line. */
export type RawRequest = { method: string; target: string; headers: HeaderList; body: Uint8Array };

const MAX_HEAD_BYTES = 1024 * 1024;
const LF = 10;
const BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

/**
 * Reads a request as it stands on the wire (RFC 9112 §2.1), or as an editor keeps it: lines of the head
 * may end with CRLF or LF. A head without an empty line after it has no body.
 */
export function parseRawRequest(
  bytes: Uint8Array,
): { ok: true; request: RawRequest } | { ok: false; message: string } {
  const { lines, bodyStart } = splitHead(bytes);
  const [first = "", ...fields] = lines;
  const requestLine = /^(\S+) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/.exec(first.trimEnd());
  const [, method = "", target = ""] = requestLine ?? [];
  if (!TOKEN.test(method) || target === "") {
    return refuse(1, "is no request line such as POST /path HTTP/1.1");
  }
  const headers: HeaderList = [];
  for (const [index, line] of fields.entries()) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last) {
      last[1] = `${last[1]} ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0));
    if (!TOKEN.test(name)) return refuse(index + 2, "is no header such as Name: value");
    headers.push([name, line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, "")]);
  }
  return { ok: true, request: { method, target, headers, body: bytes.subarray(bodyStart) } };
}

/** The address that a request was sent to, as far as it says; plain http for this machine only. */
export function addressOfRaw({ target, headers }: RawRequest): string {
  if (targetAuthority(target) !== null) return target;
  const host = findHeader(headers, "host") ?? "localhost";
  const isHere = /^(?:localhost|127\.|\[::1\])/i.test(host);
  const scheme = findHeader(headers, "x-forwarded-proto") ?? (isHere ? "http" : "https");
  return `${scheme}://${host}${originForm(target)}`;
}

function splitHead(bytes: Uint8Array): { lines: string[]; bodyStart: number } {
  const lines: string[] = [];
  let start = 0;
  while (start < bytes.length && start < MAX_HEAD_BYTES) {
    const found = bytes.indexOf(LF, start);
    const end = found === -1 ? bytes.length : found;
    const line = Buffer.from(bytes.subarray(start, end)).toString("latin1").replace(/\r$/, "");
    start = end + 1;
    if (line !== "") lines.push(lines.length === 0 ? line.replace(BYTE_ORDER_MARK, "") : line);
    // Empty lines before the request line are skipped (RFC 9112 §2.2).
    else if (lines.length > 0) break;
  }
  return { lines, bodyStart: Math.min(start, bytes.length) };
}

function refuse(line: number, what: string): { ok: false; message: string } {
  return { ok: false, message: `Line ${line} ${what}` };
}
