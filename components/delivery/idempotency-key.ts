import { base64FromBytes } from "#components/requests/request-address.ts";

/** A call that was made, with the key it went under. */
export type KeyedCall = { payload: string; key: string };

const KEY_BYTES = 18;

/**
 * The key to send something under: the same for the same payload as the call before, so that a
 * double press, or another try after a lost answer, is one delivery.
 */
export function keyedCall(payload: string, before: KeyedCall | null): KeyedCall {
  if (before?.payload === payload) return before;
  // `crypto.randomUUID` is missing on plain http.
  return { payload, key: base64FromBytes(crypto.getRandomValues(new Uint8Array(KEY_BYTES))) };
}
