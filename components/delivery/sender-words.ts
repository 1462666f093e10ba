import type { DeliveryOrigin } from "#lib/delivery/schema.ts";

/** Who sent a delivery, where it was not this server; null where it was. */
export function senderWords(origin: DeliveryOrigin): string | null {
  if (origin === "browser") return "From your browser";
  if (origin === "cli") return "From the command line: hookglass listen";
  return null;
}
