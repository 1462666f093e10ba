import { useRef, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { type BrowserSending, browserReport } from "./browser-report.ts";
import { type KeyedCall, keyedCall } from "./idempotency-key.ts";

/** Whether what the page has sent stands among the deliveries. */
export type Keeping =
  | { state: "none" | "keeping" | "kept" }
  | { state: "failed"; message: string; retry: () => void };

/**
 * Reports what the page has sent, so that it stays with the deliveries. Goes on after the dialog is
 * closed: what was sent was sent. Pressing "Try again" does not keep it twice.
 */
export function useKeepSending(requestId: string): {
  keeping: Keeping;
  keep: (sending: BrowserSending) => Promise<void>;
} {
  const [keeping, setKeeping] = useState<Keeping>({ state: "none" });
  const call = useRef<KeyedCall>(null);
  const keep = async (sending: BrowserSending): Promise<void> => {
    const report = browserReport(sending);
    const made = keyedCall(JSON.stringify(report), call.current);
    call.current = made;
    const tell = (news: Keeping) => {
      // Something else may have been sent meanwhile.
      if (call.current === made) setKeeping(news);
    };
    tell({ state: "keeping" });
    const headers = { "idempotency-key": made.key };
    await api.post(`/requests/${requestId}/deliveries/reported`, report, { headers }).then(
      () => tell({ state: "kept" }),
      (error: unknown) => {
        const retry = () => void keep(sending);
        tell({ state: "failed", message: errorMessage(error), retry });
      },
    );
  };
  return { keeping, keep };
}
