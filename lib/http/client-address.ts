import ipaddr from "ipaddr.js";
import { env } from "#lib/env.ts";
import { hasOwnServer } from "./origin.ts";

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

/**
 * The address of whoever called a Next.js route. Behind our own server it is what that server saw;
 * without one (plain `next start`, serverless) the platform's proxy is the only one that can know.
 */
export function clientAddressOf(request: Request): string {
  if (hasOwnServer()) return request.headers.get(CLIENT_ADDRESS_HEADER) ?? "";
  return clientAddress({
    socketAddress: "",
    forwardedFor: request.headers.get("x-forwarded-for"),
    trustedProxies: Math.max(1, env().HOOKGLASS_TRUST_PROXY),
  });
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
