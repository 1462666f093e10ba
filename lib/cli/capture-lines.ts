import { formatBytes } from "#lib/format.ts";
import type { RequestSummary } from "#lib/requests/schema.ts";
import type { Capture } from "./captures.ts";
import { addressOf } from "./delivery-line.ts";
import { clock, color, jsonLine, manyLines, oneLine } from "./terminal.ts";

type Parts = { headers: boolean; body: boolean };

const METHOD_COLUMN = 6;
const MAX_BODY_BYTES = 64 * 1024;

/** A capture for people: a line, and what else of it is wanted. */
export function captureLines(
  summary: RequestSummary,
  capture: Capture | null,
  { headers, body }: Parts,
): string[] {
  const lines = [summaryLine(summary, capture)];
  if (capture === null) return lines;
  if (headers) {
    for (const [name, value] of capture.headers) {
      lines.push(`  ${color("dim", `${oneLine(name)}:`)} ${oneLine(value)}`);
    }
  }
  if (body && capture.body.length > 0) lines.push("", ...bodyLines(capture.body));
  if (headers || body) lines.push("");
  return lines;
}

/** A capture for programs: what the list has of it, and what else of it is wanted. */
export function captureJson(
  summary: RequestSummary,
  capture: Capture | null,
  { headers, body }: Parts,
): string {
  if (capture === null) return jsonLine(summary);
  return jsonLine({
    ...{ ...summary, query: capture.query },
    ...(headers ? { headers: capture.headers } : {}),
    ...(body ? { bodyBase64: Buffer.from(capture.body).toString("base64") } : {}),
  });
}

/** `10:15:32  POST    /orders  1.2 KiB  application/json  verified` */
function summaryLine(summary: RequestSummary, capture: Capture | null): string {
  const { receivedAt, method, path, bodyBytes, contentType, verification } = summary;
  const parts = [
    color("dim", clock(new Date(receivedAt))),
    oneLine(method).padEnd(METHOD_COLUMN),
    capture === null ? oneLine(path) : addressOf(capture),
    formatBytes(bodyBytes),
    ...(contentType === null ? [] : [oneLine(contentType)]),
  ];
  if (verification === null) return parts.join("  ");
  const good = verification.status === "verified" || verification.status === "authenticated";
  return [...parts, color(good ? "green" : "red", verification.status)].join("  ");
}

function bodyLines(body: Uint8Array): string[] {
  const text = asText(body.subarray(0, MAX_BODY_BYTES));
  if (text === null) return [`  (${formatBytes(body.length)} that are no text: see --json --body)`];
  const lines = manyLines(text).replaceAll("\r\n", "\n").replace(/\n$/, "").split("\n");
  const left = body.length - MAX_BODY_BYTES;
  if (left > 0) lines.push(`(${formatBytes(left)} more: see --json --body)`);
  return lines.map((line) => `  ${line}`);
}

/** Null for what is no UTF-8 text; the end may be cut within a character. */
function asText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
