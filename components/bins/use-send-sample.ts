import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { toast } from "#components/shell/toast.ts";

/** What the server can send to a bin by itself; the signed ones bring a secret when none is set. */
export type SampleKind = "test" | "github" | "stripe";

type SampleSent = { requestId: string; message: string };

/** Sends a sample through the bin's real capture URL; `sending` names the one under way. */
export function useSendSample(
  binId: string,
  onSent?: () => void,
): { sending: SampleKind | null; send: (kind: SampleKind) => Promise<void> } {
  const [sending, setSending] = useState<SampleKind | null>(null);
  const send = async (kind: SampleKind) => {
    setSending(kind);
    try {
      const { message } = await api.post<SampleSent>(`/bins/${binId}/samples`, { kind });
      toast.success(message);
      onSent?.();
    } catch (error) {
      toast.error("The sample was not captured", { description: errorMessage(error) });
    } finally {
      setSending(null);
    }
  };
  return { sending, send };
}
