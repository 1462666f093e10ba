import ipaddr from "ipaddr.js";
import { type AllowList, allowsAddress, allowsHost, allowsPort } from "./allow-list.ts";
import { parseAddress } from "./ip-address.ts";
import { hostAndPort, parseTarget, targetHost, targetPort, type UrlVerdict } from "./target-url.ts";

/** What a refused address is, in words that finish the sentence "10.0.0.1 is …". */
export type AddressVerdict = { ok: true } | { ok: false; reason: string };

const HOW_TO_ALLOW = "HOOKGLASS_ALLOW_PRIVATE_TARGETS";

/** Reasons by ipaddr.js range name; every name but `unicast` is refused. */
const RANGE_REASONS: Record<string, string> = {
  loopback: "a loopback address",
  private: "a private address",
  linkLocal: "a link-local address (cloud metadata lives there)",
  carrierGradeNat: "a carrier-grade NAT address",
  uniqueLocal: "a private (unique local) address",
  unspecified: "the unspecified address",
  multicast: "a multicast address",
  broadcast: "the broadcast address",
};

// IANA special-purpose registries and addresses of clouds that ipaddr.js calls unicast.
const DENIED_V4: [range: string, reason: string][] = [
  ["168.63.129.16/32", "a cloud platform's internal address"],
  ["0.0.0.0/8", "an address of this network (RFC 791)"],
  ["192.0.0.0/24", "a reserved address"],
  ["192.88.99.0/24", "a 6to4 relay address"],
  ["198.18.0.0/15", "a benchmarking address"],
  ["240.0.0.0/4", "a reserved address"],
];
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR("2000::/3");
const DENIED_V6: [range: string, reason: string][] = [
  ["2001::/23", "a reserved address (Teredo, ORCHID, benchmarking)"],
  ["2001:db8::/32", "a documentation address"],
  ["2002::/16", "a 6to4 address, which embeds an IPv4 address"],
  ["2620:4f:8000::/48", "an AS112 address"],
  ["3ffe::/16", "a returned 6bone address"],
  ["3fff::/20", "a documentation address"],
];
const DENIED_V4_RANGES = DENIED_V4.map(
  ([range, reason]) => [ipaddr.IPv4.parseCIDR(range), reason] as const,
);
const DENIED_V6_RANGES = DENIED_V6.map(
  ([range, reason]) => [ipaddr.IPv6.parseCIDR(range), reason] as const,
);

/** Mail, shells, databases and the like: nothing there takes a webhook, and some can be abused by one. */
const DENIED_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 79, 87, 95, 101, 102, 103,
  104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512,
  513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 873, 989, 990, 993,
  995, 1433, 1521, 1719, 1720, 1723, 2049, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 3659, 4045,
  4190, 5060, 5061, 5432, 5672, 5900, 5984, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6697,
  9042, 9092, 9200, 9300, 10080, 10250, 11211, 27017, 27018,
]);

const DENIED_NAMES = new Set([
  "localhost.localdomain",
  "ip6-localhost",
  "ip6-loopback",
  "broadcasthost",
  "metadata",
  "instance-data",
  "kubernetes",
  "host.docker.internal",
]);
const DENIED_SUFFIXES = [
  ".localdomain",
  ".local",
  ".internal",
  ".intranet",
  ".private",
  ".corp",
  ".lan",
  ".home",
  ".home.arpa",
  ".svc",
  ".onion",
  ".in-addr.arpa",
  ".ip6.arpa",
];

/**
 * Whether deliveries may go to an IP address: IPv4 unicast, or IPv6 inside 2000::/3, less what IANA
 * reserves or what embeds another address (RFC 6890, RFC 9637), plus what `allow` opens for `port`.
 * Text that is no address is refused.
 */
export function judgeAddress(
  ip: string,
  allow: AllowList,
  port: number | null = null,
): AddressVerdict {
  const address = parseAddress(ip);
  if (address === null) return { ok: false, reason: "not an IP address" };
  if (allowsAddress(allow, address, port)) return { ok: true };
  const reason = address instanceof ipaddr.IPv4 ? judgeV4(address) : judgeV6(address);
  return reason === null ? { ok: true } : { ok: false, reason };
}

function judgeV4(address: ipaddr.IPv4): string | null {
  const special = DENIED_V4_RANGES.find(([range]) => address.match(range));
  if (special) return special[1];
  const range = address.range();
  return range === "unicast" ? null : (RANGE_REASONS[range] ?? "a reserved address");
}

function judgeV6(address: ipaddr.IPv6): string | null {
  const range = address.range();
  if (range !== "unicast" && RANGE_REASONS[range]) return RANGE_REASONS[range];
  if (!address.match(GLOBAL_V6)) return "not a public IPv6 address";
  const special = DENIED_V6_RANGES.find(([denied]) => address.match(denied));
  if (special) return special[1];
  if (range !== "unicast") return "a reserved address";
  const [, , , , marker = 0, isatap = 0] = address.parts;
  // RFC 5214 §6.1: the interface identifier 0000:5efe (or 0200:5efe) carries an IPv4 address.
  if ((marker === 0 || marker === 0x200) && isatap === 0x5efe) {
    return "an ISATAP address, which embeds an IPv4 address";
  }
  return null;
}

/**
 * Whether a target's URL may be tried at all, before any look-up. The parsed host is judged, never
 * the text: `new URL()` folds every spelling of an address (WHATWG URL §3.5). Names that pass are
 * judged again by what they resolve to, when connecting.
 */
export function judgeUrl(text: string, allow: AllowList): UrlVerdict {
  const parsed = parseTarget(text);
  if (!parsed.ok) return parsed;
  const { url } = parsed;
  const host = targetHost(url);
  const port = targetPort(url);
  if (DENIED_PORTS.has(port) && !allowsPort(allow, host, port)) {
    return refuse(
      `Port ${port} belongs to another protocol and is not sent to. The operator can allow it: ${HOW_TO_ALLOW}=${hostAndPort(host, port)}`,
    );
  }
  if (parseAddress(host)) {
    const verdict = judgeAddress(host, allow, port);
    return verdict.ok ? { ok: true, url } : refuse(addressRefusal(host, port, verdict.reason));
  }
  // localhost is judged by the loopback addresses it stands for (RFC 6761 §6.3): see resolve-target.ts.
  if (isLocalhost(host)) return { ok: true, url };
  if (isDeniedName(host) && !allowsHost(allow, host, port)) {
    return refuse(
      `${host} is a name of a private network and is not sent to. The operator can allow it: ${HOW_TO_ALLOW}=${hostAndPort(host, port)}`,
    );
  }
  return { ok: true, url };
}

/** `localhost` and everything below it: always this machine (RFC 6761 §6.3). */
export function isLocalhost(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost");
}

/** The sentence for an address that was refused. */
export function addressRefusal(host: string, port: number, reason: string): string {
  return `${host} is ${reason} and is not sent to. The operator can allow it: ${HOW_TO_ALLOW}=${hostAndPort(host, port)}`;
}

function isDeniedName(host: string): boolean {
  return DENIED_NAMES.has(host) || DENIED_SUFFIXES.some((suffix) => host.endsWith(suffix));
}

function refuse(message: string): UrlVerdict {
  return { ok: false, message };
}
