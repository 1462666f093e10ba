import { useEffect, useRef, useState } from "react";
import { api } from "#components/api.ts";
import { type KeyedCall, keyedCall } from "./idempotency-key.ts";
import type { ResendInput } from "./resend-draft.ts";

/** How a press ended; `ignored` when one was still under way, or the form is gone. */
export type SendResult =
  | { state: "sent" }
  | { state: "failed"; error: unknown }
  | { state: "ignored" };

/** Sends a request on, one press at a time; ends with the component. */
export function useSendDelivery(requestId: string): {
  sending: boolean;
  send: (input: ResendInput) => Promise<SendResult>;
} {
  const [sending, setSending] = useState(false);
  const call = useRef<KeyedCall>(null);
  const underWay = useRef<AbortController>(null);
  useEffect(() => () => underWay.current?.abort(), []);

  const send = async (input: ResendInput): Promise<SendResult> => {
    if (underWay.current) return { state: "ignored" };
    const controller = new AbortController();
    underWay.current = controller;
    call.current = keyedCall(JSON.stringify(input), call.current);
    setSending(true);
    try {
      await api.post<{ id: string }>(`/requests/${requestId}/deliveries`, input, {
        headers: { "idempotency-key": call.current.key },
        signal: controller.signal,
      });
      return { state: "sent" };
    } catch (error) {
      return controller.signal.aborted ? { state: "ignored" } : { state: "failed", error };
    } finally {
      underWay.current = null;
      setSending(false);
    }
  };
  return { sending, send };
}
