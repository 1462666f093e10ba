import { useRef } from "react";
import { api } from "#components/api.ts";
import { type KeyedCall, keyedCall } from "./idempotency-key.ts";
import type { ResendInput } from "./resend-draft.ts";
import { type PressResult, useOnePress } from "./use-one-press.ts";

/** Sends a request on, one press at a time; ends with the component. */
export function useSendDelivery(requestId: string): {
  sending: boolean;
  send: (input: ResendInput) => Promise<PressResult<{ id: string }>>;
} {
  const { sending, press } = useOnePress();
  const call = useRef<KeyedCall>(null);
  const send = (input: ResendInput) =>
    press((signal) => {
      const keyed = keyedCall(JSON.stringify(input), call.current);
      call.current = keyed;
      const headers = { "idempotency-key": keyed.key };
      return api.post<{ id: string }>(`/requests/${requestId}/deliveries`, input, {
        headers,
        signal,
      });
    });
  return { sending, send };
}
