import { api } from "#components/api.ts";
import { type PressResult, useOnePress } from "#components/delivery/use-one-press.ts";
import type { SampleSent } from "#lib/simulators/schema.ts";
import type { SampleInput } from "./sample-draft.ts";

/** Sends a sample, one press at a time; ends with the component. */
export function useSendSignedSample(binId: string): {
  sending: boolean;
  send: (input: SampleInput) => Promise<PressResult<SampleSent>>;
} {
  const { sending, press } = useOnePress();
  const send = (input: SampleInput) =>
    press((signal) => api.post<SampleSent>(`/bins/${binId}/samples`, input, { signal }));
  return { sending, send };
}
