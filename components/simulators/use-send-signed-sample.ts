import { useEffect, useRef, useState } from "react";
import { api } from "#components/api.ts";
import type { SampleSent } from "#lib/simulators/schema.ts";
import type { SampleInput } from "./sample-draft.ts";

/** How a press ended; `ignored` when one was still under way, or the form is gone. */
export type SampleResult =
  | { state: "sent"; sent: SampleSent }
  | { state: "failed"; error: unknown }
  | { state: "ignored" };

/** Sends a sample, one press at a time; ends with the component. */
export function useSendSignedSample(binId: string): {
  sending: boolean;
  send: (input: SampleInput) => Promise<SampleResult>;
} {
  const [sending, setSending] = useState(false);
  const underWay = useRef<AbortController>(null);
  useEffect(() => () => underWay.current?.abort(), []);

  const send = async (input: SampleInput): Promise<SampleResult> => {
    if (underWay.current) return { state: "ignored" };
    const controller = new AbortController();
    underWay.current = controller;
    setSending(true);
    try {
      const sent = await api.post<SampleSent>(`/bins/${binId}/samples`, input, {
        signal: controller.signal,
      });
      return { state: "sent", sent };
    } catch (error) {
      return controller.signal.aborted ? { state: "ignored" } : { state: "failed", error };
    } finally {
      underWay.current = null;
      setSending(false);
    }
  };
  return { sending, send };
}
