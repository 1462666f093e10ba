import type { IncomingMessage } from "node:http";
import { env } from "#lib/env.ts";
import { pairHeaders } from "#lib/http/headers.ts";
import type { IncomingBody } from "./capture-service.ts";

/** `aborted`: the sender went away; `no_room`: all bodies in flight together hold too much memory. */
export type ReadBody =
  | { state: "read"; body: IncomingBody }
  | { state: "too_large" }
  | { state: "no_room" }
  | { state: "aborted" };

let bytesInFlight = 0;

/**
 * Reads a body, giving up as soon as it is larger than allowed. Times are measured from `startedMs`
 * (of `performance.now()`).
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  startedMs: number,
): Promise<ReadBody> {
  return new Promise((resolve) => {
    const maxInFlight = env().HOOKGLASS_MAX_QUEUED_BYTES;
    const chunks: Buffer[] = [];
    let bytes = 0;
    let firstByteMs: number | null = null;
    let settled = false;

    const settle = (result: ReadBody) => {
      if (settled) return;
      settled = true;
      bytesInFlight -= bytes;
      request.off("data", onData);
      resolve(result);
    };
    const onData = (chunk: Buffer) => {
      firstByteMs ??= performance.now() - startedMs;
      bytes += chunk.length;
      bytesInFlight += chunk.length;
      if (bytes > maxBytes) return settle({ state: "too_large" });
      if (bytesInFlight > maxInFlight && bytesInFlight > bytes) return settle({ state: "no_room" });
      chunks.push(chunk);
    };
    request.on("data", onData);
    request.on("end", () => {
      const lastByteMs = performance.now() - startedMs;
      const [only] = chunks;
      const whole = chunks.length === 1 && only ? only : Buffer.concat(chunks, bytes);
      settle({
        state: "read",
        body: {
          bytes: whole,
          trailers: pairHeaders(request.rawTrailers),
          firstByteMs: firstByteMs ?? lastByteMs,
          lastByteMs,
        },
      });
    });
    request.on("error", () => settle({ state: "aborted" }));
    request.on("close", () => settle({ state: "aborted" }));
  });
}
