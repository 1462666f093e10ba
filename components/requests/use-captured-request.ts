import { useEffect, useRef, useState } from "react";
import { ApiError, api, errorMessage } from "#components/api.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";

/** The open request; `gone` when it was deleted or has fallen out of the ring. */
export type OpenRequest =
  | { state: "loading"; id: string }
  | { state: "ready"; id: string; request: CapturedRequest }
  | { state: "gone"; id: string }
  | { state: "failed"; id: string; message: string };

/** Bodies come inline up to 1 MiB: a dozen is enough to go back and forth. */
const MAX_CACHED = 12;
/** The request before stays on screen this long while the next one is read. */
const GRACE_MS = 250;

/**
 * Reads one request. While the next one loads the last one stays for a moment, so that stepping
 * through the list does not flicker. Another `version` reads everything again.
 */
export function useCapturedRequest(
  id: string | null,
  shareToken: string | undefined,
  version: string,
): { open: OpenRequest | null; retry: () => void } {
  const [open, setOpen] = useState<OpenRequest | null>(null);
  const [attempt, setAttempt] = useState(0);
  const cache = useRef(new Map<string, CapturedRequest>());
  const cachedVersion = useRef(version);

  useEffect(() => {
    if (cachedVersion.current !== version) cache.current.clear();
    cachedVersion.current = version;
    if (id === null) {
      setOpen(null);
      return;
    }
    const cached = cache.current.get(id);
    if (cached) {
      setOpen({ state: "ready", id, request: cached });
      return;
    }
    const controller = new AbortController();
    const grace = setTimeout(
      () => setOpen((now) => (now?.id === id ? now : { state: "loading", id })),
      GRACE_MS,
    );
    api
      .get<CapturedRequest>(`/requests/${id}`, { shareToken, signal: controller.signal })
      .then(
        (request): OpenRequest => {
          remember(cache.current, request);
          return { state: "ready", id, request };
        },
        (error: unknown) => failure(id, error),
      )
      .then((result) => {
        if (controller.signal.aborted) return;
        clearTimeout(grace);
        setOpen(result);
      });
    return () => {
      clearTimeout(grace);
      controller.abort();
    };
  }, [id, shareToken, version, attempt]);

  return { open, retry: () => setAttempt((count) => count + 1) };
}

function failure(id: string, error: unknown): OpenRequest {
  if (error instanceof ApiError && error.code === "not_found") return { state: "gone", id };
  return { state: "failed", id, message: errorMessage(error) };
}

function remember(cache: Map<string, CapturedRequest>, request: CapturedRequest): void {
  cache.set(request.id, request);
  for (const oldest of cache.keys()) {
    if (cache.size <= MAX_CACHED) return;
    cache.delete(oldest);
  }
}
