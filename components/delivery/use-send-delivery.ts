import { useEffect, useRef, useState } from "react";
import { api } from "#components/api.ts";
import { type KeyedCall, keyedCall } from "./idempotency-key.ts";
import type { ResendInput } from "./resend-draft.ts";

/** How a press ended; `ignored` when one was still under way, or the form is gone. */
export type SendResult =
  | { state: "sent" }
  /** `failedAt` counts from 0; what came before is on its way, and is not sent twice. */
  | { state: "failed"; error: unknown; failedAt: number }
  | { state: "ignored" };

/** Sends a request on to one target after another, one press at a time; ends with the component. */
export function useSendDelivery(requestId: string): {
  sending: boolean;
  send: (inputs: readonly ResendInput[]) => Promise<SendResult>;
} {
  const [sending, setSending] = useState(false);
  const calls = useRef(new Map<string, KeyedCall>());
  const underWay = useRef<AbortController>(null);
  useEffect(() => () => underWay.current?.abort(), []);

  const post = async (input: ResendInput, signal: AbortSignal) => {
    const payload = JSON.stringify(input);
    const call = keyedCall(payload, calls.current.get(payload) ?? null);
    calls.current.set(payload, call);
    const headers = { "idempotency-key": call.key };
    await api.post<{ id: string }>(`/requests/${requestId}/deliveries`, input, { headers, signal });
  };
  const send = async (inputs: readonly ResendInput[]): Promise<SendResult> => {
    if (underWay.current) return { state: "ignored" };
    const controller = new AbortController();
    underWay.current = controller;
    setSending(true);
    let failedAt = 0;
    try {
      for (const input of inputs) {
        await post(input, controller.signal);
        failedAt += 1;
      }
      return { state: "sent" };
    } catch (error) {
      return controller.signal.aborted
        ? { state: "ignored" }
        : { state: "failed", error, failedAt };
    } finally {
      underWay.current = null;
      setSending(false);
    }
  };
  return { sending, send };
}
