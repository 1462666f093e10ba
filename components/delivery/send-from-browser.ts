import { base64FromBytes } from "#components/requests/request-address.ts";
import { ATTEMPT_TIMEOUT_MS, MAX_RESPONSE_BODY_BYTES } from "#lib/delivery/schema.ts";
import type { BrowserRequest } from "./browser-request.ts";
import type { WholeResponse } from "./use-answer-bytes.ts";

/** How a request ended that the page itself has sent. `hidden`: the browser shows nothing of it. */
export type BrowserOutcome =
  | { kind: "answered"; response: WholeResponse; durationMs: number }
  | { kind: "redirected" | "timed_out" | "unreachable" | "hidden"; durationMs: number };

/**
 * Sends a request from this page. A refusal by CORS and a server that is not there look the same to a
 * page: a HEAD request that wants no answer tells them apart. Throws an AbortError when aborted.
 */
export async function sendFromBrowser(
  { url, init }: BrowserRequest,
  signal: AbortSignal,
): Promise<BrowserOutcome> {
  const startedMs = performance.now();
  const durationMs = () => performance.now() - startedMs;
  const limited = AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]);
  try {
    const response = await fetch(url, { ...init, signal: limited });
    if (response.type === "opaqueredirect") return { kind: "redirected", durationMs: durationMs() };
    const { bytes, truncated } = await readStart(response);
    const headers = [...response.headers];
    const answer = { status: response.status, headers, bodyBase64: base64FromBytes(bytes) };
    return {
      kind: "answered",
      response: { ...answer, truncated },
      durationMs: durationMs(),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (limited.aborted) return { kind: "timed_out", durationMs: durationMs() };
    if (!(error instanceof TypeError)) throw error;
    const endedMs = durationMs();
    return { kind: (await isThere(url, signal)) ? "hidden" : "unreachable", durationMs: endedMs };
  }
}

async function isThere(url: string, signal: AbortSignal): Promise<boolean> {
  const init: RequestInit = { method: "HEAD", mode: "no-cors", credentials: "omit", signal };
  return fetch(url, init).then(
    () => true,
    () => false,
  );
}

/** As much of the body as deliveries keep, too. */
async function readStart(response: Response): Promise<{ bytes: Uint8Array; truncated: boolean }> {
  const reader = response.body?.getReader();
  if (!reader) return { bytes: new Uint8Array(), truncated: false };
  const bytes = new Uint8Array(MAX_RESPONSE_BODY_BYTES);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { bytes: bytes.subarray(0, length), truncated: false };
    const part = value.subarray(0, bytes.length - length);
    bytes.set(part, length);
    length += part.length;
    if (part.length < value.length) {
      await reader.cancel();
      return { bytes, truncated: true };
    }
  }
}
