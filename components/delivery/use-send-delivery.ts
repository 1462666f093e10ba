import { useRef } from "react";
import { api } from "#components/api.ts";
import { type KeyedCall, keyedCall } from "./idempotency-key.ts";
import type { ResendInput } from "./resend-draft.ts";
import { type PressResult, useOnePress } from "./use-one-press.ts";

/**
 * Sends a request on to one target after another, one press at a time; ends with the component.
 * After a failure, what came before is on its way, and pressing again does not send it twice.
 */
export function useSendDelivery(requestId: string): {
  sending: boolean;
  send: (inputs: readonly ResendInput[]) => Promise<PressResult<void>>;
} {
  const { sending, press } = useOnePress();
  const calls = useRef(new Map<string, KeyedCall>());
  const post = async (input: ResendInput, signal: AbortSignal) => {
    const payload = JSON.stringify(input);
    const call = keyedCall(payload, calls.current.get(payload) ?? null);
    calls.current.set(payload, call);
    const headers = { "idempotency-key": call.key };
    await api.post<{ id: string }>(`/requests/${requestId}/deliveries`, input, { headers, signal });
  };
  const send = (inputs: readonly ResendInput[]) =>
    press(async (signal) => {
      for (const input of inputs) await post(input, signal);
    });
  return { sending, send };
}
