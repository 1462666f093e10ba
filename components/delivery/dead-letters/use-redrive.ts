import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { toast } from "#components/shell/toast.ts";
import { deadLettersPath } from "./use-dead-letters.ts";

/** Which dead deliveries are sent again. */
export type Redrive =
  | { ids: string[] }
  | { reason: string; targetId?: string }
  | { targetId: string }
  | { all: true };

/** Sends dead deliveries again or cancels them, one press at a time, and says how it went. */
export function useRedrive(onDone: () => void): {
  busy: boolean;
  send: (binId: string | null, which: Redrive) => void;
  cancel: (deliveryId: string) => void;
} {
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<string>, failure: string) => {
    if (busy) return;
    setBusy(true);
    try {
      toast.success(await work());
    } catch (error) {
      toast.error(failure, { description: errorMessage(error) });
    } finally {
      setBusy(false);
      onDone();
    }
  };
  return {
    busy,
    send: (binId, which) =>
      void run(async () => {
        const { redriven } = await api.post<{ redriven: number }>(
          `${deadLettersPath(binId)}/redrive`,
          which,
        );
        if (redriven === 1) return "1 delivery is on its way again";
        return `${redriven.toLocaleString("en")} deliveries are on their way again`;
      }, "Nothing was sent again"),
    cancel: (deliveryId) =>
      void run(async () => {
        await api.post(`/deliveries/${deliveryId}/cancel`);
        return "The delivery is cancelled";
      }, "The delivery was not cancelled"),
  };
}
