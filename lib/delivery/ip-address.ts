import ipaddr from "ipaddr.js";

/** A parsed IP address. */
export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Reads `a.b.c.d` in four decimal parts, or IPv6; null for anything else. An IPv4-mapped address
 * (`::ffff:a.b.c.d`) becomes the IPv4 address that it reaches.
 */
export function parseAddress(text: string): IpAddress | null {
  if (!text.includes(":")) {
    return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : null;
  }
  // ipaddr.js takes the IPv6 address ::8.8.8.8 for ::ffff:8.8.8.8, which is another one.
  const unambiguous = text.replace(/^::(?=\d+\.)/, "0::");
  if (!ipaddr.IPv6.isValid(unambiguous)) return null;
  const address = ipaddr.IPv6.parse(unambiguous);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** True when both texts are the same address, however it is written. */
export function isSameAddress(a: string, b: string): boolean {
  const [first, second] = [parseAddress(a), parseAddress(b)];
  return first !== null && second !== null && first.toString() === second.toString();
}
