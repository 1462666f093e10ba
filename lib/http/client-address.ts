import ipaddr from "ipaddr.js";

/** The header in which server.ts tells Next's routes who the client is; a client's own is dropped. */
export const CLIENT_ADDRESS_HEADER = "x-hookglass-client-address";

/**
 * The client's address. With `trustedProxies` reverse proxies in front, that many entries at the
 * right end of X-Forwarded-For were written by them; what stands further left is hearsay.
 */
export function clientAddress(input: {
  socketAddress: string;
  forwardedFor: string | null;
  trustedProxies: number;
}): string {
  const { socketAddress, forwardedFor, trustedProxies } = input;
  if (trustedProxies === 0 || forwardedFor === null) return plainAddress(socketAddress);
  const chain = forwardedFor.split(",").map((entry) => entry.trim());
  const entry = chain[Math.max(0, chain.length - trustedProxies)];
  return plainAddress(entry && ipaddr.isValid(entry) ? entry : socketAddress);
}

/** What a limit counts by: an IPv4 address, or the /64 of an IPv6 one, in one spelling. */
export function clientKey(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const prefix = parsed.toByteArray().slice(0, 8);
  return `${prefix.map((byte) => byte.toString(16).padStart(2, "0")).join("")}/64`;
}

/** IPv4 inside IPv6 (`::ffff:1.2.3.4`) as plain IPv4. */
function plainAddress(address: string): string {
  return address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
}
