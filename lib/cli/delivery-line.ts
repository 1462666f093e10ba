import { STATUS_CODES } from "node:http";
import type { AttemptResult } from "#lib/delivery/send-attempt.ts";
import { formatDuration } from "#lib/format.ts";
import type { Capture } from "./captures.ts";
import { type Color, clock, color, jsonLine, oneLine } from "./terminal.ts";

/** What was sent and what came of it. */
export type Sent = { capture: Capture; deliveryId: string; result: AttemptResult };

const METHOD_COLUMN = 6;

/** True for an answer that arrived whole and says that all is well. */
export function succeeded({ error, response }: AttemptResult): boolean {
  return error === null && response !== null && Math.floor(response.status / 100) === 2;
}

/** `10:15:32  POST    /orders?page=2  200 OK  35 ms` */
export function deliveryLine({ capture, result }: Sent): string {
  return [
    color("dim", clock(result.at)),
    oneLine(capture.method).padEnd(METHOD_COLUMN),
    addressOf(capture),
    ...outcome(result),
  ].join("  ");
}

/** The same for programs. */
export function deliveryJson({ capture, deliveryId, result }: Sent): string {
  const { at, durationMs, stage, error, request, response } = result;
  const { id: requestId, receivedAt, method, path, query } = capture;
  const status = response?.status ?? null;
  return jsonLine({
    ...{ requestId, deliveryId, receivedAt, method, path, query, target: request.url },
    ...{ at: at.toISOString(), status, durationMs, stage, error },
  });
}

/** Path and query of a capture, as they came. */
export function addressOf({ path, query }: Pick<Capture, "path" | "query">): string {
  return oneLine(query === "" ? path : `${path}?${query}`);
}

function outcome(result: AttemptResult): string[] {
  const { error, response, durationMs } = result;
  const failure = error === null ? [] : [color("red", oneLine(error))];
  if (response === null) return failure;
  const { status } = response;
  const words = [status, STATUS_CODES[status]].filter((part) => part !== undefined).join(" ");
  return [color(colorOf(result, status), words), formatDuration(durationMs), ...failure];
}

function colorOf(result: AttemptResult, status: number): Color {
  if (succeeded(result)) return "green";
  return status < 400 ? "yellow" : "red";
}
