import ipaddr from "ipaddr.js";
import { type IpAddress, parseAddress } from "./ip-address.ts";

/** One exception to the guard. A `port` narrows it to that port and also opens a denied port. */
type AllowEntry =
  | { kind: "range"; address: IpAddress; bits: number; port: number | null }
  | { kind: "host"; host: string; port: number | null };

/** What the operator lets deliveries reach although it is private. */
export type AllowList = readonly AllowEntry[];

/** Nothing private is allowed. */
export const ALLOW_NOTHING: AllowList = [];

const HOST = /^(?!\.)[a-z0-9._-]{1,253}(?<!\.)$/;

/**
 * Reads `HOOKGLASS_ALLOW_PRIVATE_TARGETS`: `10.0.0.0/8`, `127.0.0.1`, `::1`, `127.0.0.1:3000`,
 * `[::1]:3000`, `api.internal`, `api.internal:8080`. A host entry stands for whatever the name
 * resolves to. The first entry that is none of these is an error value naming it.
 */
export function parseAllowList(
  entries: readonly string[],
): { ok: true; allow: AllowList } | { ok: false; message: string } {
  const allow: AllowEntry[] = [];
  for (const text of entries) {
    const entry = parseEntry(text.trim().toLowerCase());
    if (entry === null) {
      const message = `"${text}" is no address, range, host or host:port (such as 10.0.0.0/8, 127.0.0.1:3000 or api.internal)`;
      return { ok: false, message };
    }
    allow.push(entry);
  }
  return { ok: true, allow };
}

function parseEntry(text: string): AllowEntry | null {
  if (text.includes("/")) return parseRange(text);
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text);
  if (bracketed) return withPort(bracketed[1] ?? "", bracketed[2]);
  if (text.includes(":") && parseAddress(text)) return withPort(text, undefined);
  const plain = /^([^:]+)(?::(\d{1,5}))?$/.exec(text);
  return plain ? withPort(plain[1] ?? "", plain[2]) : null;
}

function parseRange(text: string): AllowEntry | null {
  const start = text.slice(0, text.indexOf("/"));
  if (!ipaddr.isValidCIDR(text) || parseAddress(start) === null) return null;
  const [address, bits] = ipaddr.parseCIDR(text);
  return { kind: "range", address, bits, port: null };
}

function withPort(host: string, portText: string | undefined): AllowEntry | null {
  const port = portText === undefined ? null : Number(portText);
  if (port !== null && (port < 1 || port > 65_535)) return null;
  const address = parseAddress(host);
  if (address) {
    return { kind: "range", address, bits: address.kind() === "ipv4" ? 32 : 128, port };
  }
  // A name that ends in a number is an address in some spelling (WHATWG): the dotted form is wanted.
  const label = host.split(".").at(-1) ?? "";
  if (!HOST.test(host) || /^(\d+|0x[0-9a-f]*)$/.test(label)) return null;
  return { kind: "host", host, port };
}

/** True when an entry covers this address (and port, where the entry names one). */
export function allowsAddress(allow: AllowList, address: IpAddress, port: number | null): boolean {
  return allow.some(
    (entry) => entry.kind === "range" && portFits(entry, port) && inRange(address, entry),
  );
}

/** True when an entry names this host (and port, where the entry names one). */
export function allowsHost(allow: AllowList, host: string, port: number): boolean {
  return allow.some(
    (entry) => entry.kind === "host" && entry.host === host && portFits(entry, port),
  );
}

/** True when an entry with a port of its own opens exactly this host or address and port. */
export function allowsPort(allow: AllowList, host: string, port: number): boolean {
  const address = parseAddress(host);
  return allow.some((entry) => {
    if (entry.port !== port) return false;
    return entry.kind === "host"
      ? entry.host === host
      : address !== null && inRange(address, entry);
  });
}

function portFits(entry: AllowEntry, port: number | null): boolean {
  return entry.port === null || entry.port === port;
}

function inRange(address: IpAddress, range: Extract<AllowEntry, { kind: "range" }>): boolean {
  return address.kind() === range.address.kind() && address.match(range.address, range.bits);
}
