import { useEffect, useState } from "react";
import { errorMessage } from "#components/api.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { bytesFromBase64 } from "./request-address.ts";

export type BodyBytes = Uint8Array<ArrayBuffer>;

/** A body on its way to the page. */
export type BodyLoad =
  | { state: "waiting" }
  | { state: "loading"; receivedBytes: number }
  | { state: "ready"; bytes: BodyBytes }
  | { state: "failed"; message: string };

/** Larger bodies are read only when asked for. */
const AUTO_LOAD_BYTES = 16 * 1024 * 1024;
const PROGRESS_EVERY_MS = 100;

/** A request's body: at once when it came inline, else streamed from its own address. */
export function useBodyBytes(
  request: CapturedRequest,
  shareToken: string | undefined,
): { load: BodyLoad; start: () => void } {
  const { id, bodyBase64, bodyUrl, bodyBytes } = request;
  const [load, setLoad] = useState<BodyLoad>(() => initialLoad(bodyBase64));
  const [wanted, setWanted] = useState(bodyBytes <= AUTO_LOAD_BYTES && !savesData());
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (bodyBase64 !== null || !wanted) return;
    const controller = new AbortController();
    const { signal } = controller;
    setLoad({ state: "loading", receivedBytes: 0 });
    fetchBytes({ bodyUrl, bodyBytes, shareToken, signal }, (receivedBytes) => {
      if (!signal.aborted) setLoad({ state: "loading", receivedBytes });
    }).then(
      (bytes) => {
        if (!signal.aborted) setLoad({ state: "ready", bytes });
      },
      (error: unknown) => {
        if (!signal.aborted) setLoad({ state: "failed", message: errorMessage(error) });
      },
    );
    return () => controller.abort();
  }, [id, bodyBase64, bodyUrl, bodyBytes, shareToken, wanted, attempt]);

  return {
    load,
    start: () => {
      setWanted(true);
      setAttempt((count) => count + 1);
    },
  };
}

function initialLoad(bodyBase64: string | null): BodyLoad {
  if (bodyBase64 === null) return { state: "waiting" };
  return { state: "ready", bytes: bytesFromBase64(bodyBase64) };
}

function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, "connection");
  return typeof connection === "object" && connection !== null
    ? Reflect.get(connection, "saveData") === true
    : false;
}

/**
 * Reads a body from its address. Throws with a sentence for people when that fails, and an
 * AbortError when aborted.
 */
export async function fetchBytes(
  input: {
    bodyUrl: string;
    /** How many bytes are expected. */
    bodyBytes: number;
    shareToken: string | undefined;
    signal: AbortSignal;
  },
  onProgress: (receivedBytes: number) => void,
): Promise<BodyBytes> {
  const { bodyUrl, bodyBytes, shareToken, signal } = input;
  const headers: Record<string, string> =
    shareToken === undefined ? {} : { authorization: `Bearer ${shareToken}` };
  const response = await fetch(bodyUrl, { headers, signal, cache: "no-store" });
  if (!response.ok || !response.body) {
    throw new Error(`The body could not be read: the server answered ${response.status}.`);
  }
  let bytes = new Uint8Array(bodyBytes);
  let received = 0;
  let toldAtMs = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return received === bytes.length ? bytes : bytes.slice(0, received);
    if (received + value.length > bytes.length) {
      const larger = new Uint8Array(received + value.length);
      larger.set(bytes);
      bytes = larger;
    }
    bytes.set(value, received);
    received += value.length;
    if (performance.now() - toldAtMs < PROGRESS_EVERY_MS) continue;
    toldAtMs = performance.now();
    onProgress(received);
  }
}
