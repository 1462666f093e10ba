import { useEffect, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import type { Attempt, Delivery } from "#lib/delivery/schema.ts";
import type { WholeResponse } from "./use-answer-bytes.ts";

/** The answer of an attempt with its body; `none` when nothing was answered. */
export type WholeAnswer =
  | { state: "none" }
  | { state: "reading" }
  | { state: "ready"; response: WholeResponse }
  | { state: "failed"; message: string; retry: () => void };

/** The answer of an attempt, read from its delivery when the list left its body out. */
export function useWholeAnswer(deliveryId: string, attempt: Attempt): WholeAnswer {
  const { number, response } = attempt;
  const isLeftOut = response !== null && response.bodyBase64 === null;
  const [read, setRead] = useState<WholeAnswer>({ state: "reading" });
  const [reading, setReading] = useState(0);

  // Reads again when asked to.
  useEffect(() => {
    if (!isLeftOut) return;
    const controller = new AbortController();
    const { signal } = controller;
    setRead({ state: "reading" });
    api.get<Delivery>(`/deliveries/${deliveryId}`, { signal }).then(
      ({ attempts }) => setRead(wholeAnswer(attempts.find((found) => found.number === number))),
      (error: unknown) => {
        if (signal.aborted) return;
        const retry = () => setReading(reading + 1);
        setRead({ state: "failed", message: errorMessage(error), retry });
      },
    );
    return () => controller.abort();
  }, [deliveryId, number, isLeftOut, reading]);

  return isLeftOut ? read : wholeAnswer(attempt);
}

function wholeAnswer(attempt: Attempt | undefined): WholeAnswer {
  const response = attempt?.response ?? null;
  if (response === null || response.bodyBase64 === null) return { state: "none" };
  return { state: "ready", response: { ...response, bodyBase64: response.bodyBase64 } };
}
