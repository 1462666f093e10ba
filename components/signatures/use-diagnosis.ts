import { useEffect, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import type { CapturedRequest, RequestDiagnosis } from "#lib/requests/schema.ts";

/** How far the search for what would have matched is. */
export type DiagnosisState =
  | { state: "looking" }
  | { state: "found"; answer: RequestDiagnosis }
  | { state: "failed"; message: string };

/**
 * Asks the server which one change would make a failed request right, as soon as it is shown, and
 * again when it was checked against another setting. `lookDeeper` tries changes to a large body too.
 */
export function useDiagnosis(request: CapturedRequest): {
  diagnosis: DiagnosisState;
  lookDeeper: () => void;
} {
  const [diagnosis, setDiagnosis] = useState<DiagnosisState>({ state: "looking" });
  const [deep, setDeep] = useState<CapturedRequest | null>(null);
  const wholeBody = deep === request;

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setDiagnosis({ state: "looking" });
    api
      .post<RequestDiagnosis>(`/requests/${request.id}/diagnosis`, { wholeBody }, { signal })
      .then(
        (answer): DiagnosisState => ({ state: "found", answer }),
        (error: unknown): DiagnosisState => ({ state: "failed", message: errorMessage(error) }),
      )
      .then((next) => {
        if (!signal.aborted) setDiagnosis(next);
      });
    return () => controller.abort();
  }, [request, wholeBody]);

  return { diagnosis, lookDeeper: () => setDeep(request) };
}
