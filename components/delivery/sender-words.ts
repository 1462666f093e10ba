import type { DeliveryOrigin } from "#lib/delivery/schema.ts";

/** Who sent a delivery or what it was part of; null where it is a plain one of this server's. */
export function senderWords(origin: DeliveryOrigin): string | null {
  if (origin === "browser") return "From your browser";
  if (origin === "cli") return "From the command line: hookglass listen";
  if (origin === "lab") return "Sent by the idempotency lab";
  if (origin === "bulk") return "Sent with many others";
  return null;
}
