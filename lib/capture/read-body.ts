import type { IncomingMessage } from "node:http";
import { pairHeaders } from "#lib/http/headers.ts";
import { createBoundedBody, type Overflow } from "./bounded-body.ts";
import type { IncomingBody } from "./capture-service.ts";

/** `aborted`: the sender went away. */
export type ReadBody =
  | { state: "read"; body: IncomingBody }
  | { state: Overflow }
  | { state: "aborted" };

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
    const body = createBoundedBody(maxBytes);
    let firstByteMs: number | null = null;
    let settled = false;

    const settle = (result: ReadBody) => {
      if (settled) return;
      settled = true;
      body.release();
      request.off("data", onData);
      resolve(result);
    };
    const onData = (chunk: Buffer) => {
      firstByteMs ??= performance.now() - startedMs;
      const overflow = body.add(chunk);
      if (overflow !== null) settle({ state: overflow });
    };
    request.on("data", onData);
    request.on("end", () => {
      const lastByteMs = performance.now() - startedMs;
      settle({
        state: "read",
        body: {
          bytes: body.bytes(),
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
