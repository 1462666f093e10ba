import type { DeliveryOrigin } from "#lib/delivery/schema.ts";

/** Who sent a delivery or what it was part of; null where it is a plain one of this server's. */
export function senderWords(origin: DeliveryOrigin): string | null {
  if (origin === "browser") return "From your browser";
  if (origin === "cli") return "From the command line: hookglass listen";
  if (origin === "lab") return "A copy of the idempotency lab";
  if (origin === "bulk") return "Of a resend of many";
  return null;
}
