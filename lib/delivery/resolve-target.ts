import { lookup } from "node:dns/promises";
import { networkInterfaces } from "node:os";
import { type AllowList, allowsHost, allowsPort } from "./allow-list.ts";
import { isSameAddress, parseAddress } from "./ip-address.ts";
import { addressRefusal, isLocalhost, judgeAddress } from "./target-guard.ts";
import { bareHost, hostAndPort, targetPort } from "./target-url.ts";

/** One address that a name stands for. */
export type ResolvedAddress = { address: string; family: 4 | 6 };

/** Looks a name up; rejects as `dns.lookup` does (`code` ENOTFOUND, EAI_AGAIN, …). */
export type Resolver = (hostname: string) => Promise<ResolvedAddress[]>;

/** The judged addresses to connect to, or why there is none. */
export type Resolution =
  | { ok: true; addresses: ResolvedAddress[] }
  | { ok: false; stage: "guard" | "dns"; message: string };

/** The machine's own resolver, so that /etc/hosts and the container's DNS count. */
export const systemResolver: Resolver = async (hostname) => {
  const found = await lookup(hostname, { all: true, order: "verbatim" });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * Finds the addresses behind a host and judges every one: a single private address among public
 * ones refuses the name. Whoever connects must use exactly these addresses and look nothing up again,
 * or a name that changes between the two look-ups (DNS rebinding) gets past.
 */
export async function resolveTarget(input: {
  host: string;
  port: number;
  allow: AllowList;
  ownOrigins: readonly string[];
  resolver: Resolver;
}): Promise<Resolution> {
  const { host, port, allow, ownOrigins } = input;
  const nameAllowed = allowsHost(allow, host, port);
  const found = await findAddresses(host, input.resolver);
  if (!found.ok) return found;

  const addresses: ResolvedAddress[] = [];
  for (const candidate of found.addresses) {
    const verdict = nameAllowed
      ? ({ ok: true } as const)
      : judgeAddress(candidate.address, allow, port);
    if (verdict.ok) addresses.push(candidate);
    else if (!isLocalhost(host)) return refuse(describe(host, port, candidate, verdict.reason));
  }
  if (addresses.length === 0) return refuse(addressRefusal(host, port, "this machine itself"));
  const own = addresses.some(({ address }) => isThisServer(address, port, ownOrigins));
  if (own && !allowsPort(allow, host, port)) return refuse(ownServerRefusal(host, port));
  return { ok: true, addresses };
}

/** The sentence for a target that is this very server. */
export function ownServerRefusal(host: string, port: number): string {
  return `${hostAndPort(host, port)} is this server itself: sending there could go round in circles`;
}

async function findAddresses(host: string, resolver: Resolver): Promise<Resolution> {
  if (parseAddress(host)) {
    return { ok: true, addresses: [{ address: host, family: host.includes(":") ? 6 : 4 }] };
  }
  if (isLocalhost(host)) {
    const addresses: ResolvedAddress[] = [
      { address: "127.0.0.1", family: 4 },
      { address: "::1", family: 6 },
    ];
    return { ok: true, addresses };
  }
  try {
    const addresses = await resolver(host);
    if (addresses.length > 0) return { ok: true, addresses };
    return { ok: false, stage: "dns", message: `${host} has no address: is it spelled right?` };
  } catch (error) {
    return { ok: false, stage: "dns", message: explainLookup(host, error) };
  }
}

function explainLookup(host: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOTFOUND" || code === "ENODATA") {
    return `${host} was not found: no such name, or no address for it`;
  }
  if (code === "EAI_AGAIN" || code === "ETIMEOUT" || code === "ESERVFAIL") {
    return `The name server did not answer for ${host}: try again`;
  }
  return `${host} could not be looked up${code === "" ? "" : ` (${code})`}`;
}

function describe(
  host: string,
  port: number,
  { address }: ResolvedAddress,
  reason: string,
): string {
  if (host === address) return addressRefusal(host, port, reason);
  return addressRefusal(host, port, `a name for ${address}, ${reason},`);
}

/** True for an address of this machine at a port where, by its own origins, this server listens. */
function isThisServer(address: string, port: number, ownOrigins: readonly string[]): boolean {
  const listens = ownOrigins.some((origin) => {
    const url = new URL(origin);
    const host = bareHost(url.hostname);
    // A public origin may share its address and port with other sites behind one proxy.
    if (!parseAddress(host) && !isLocalhost(host)) return false;
    return targetPort(url) === port;
  });
  return listens && isOwnAddress(address);
}

function isOwnAddress(address: string): boolean {
  const range = parseAddress(address)?.range();
  if (range === "loopback" || range === "unspecified") return true;
  return Object.values(networkInterfaces())
    .flatMap((interfaces) => interfaces ?? [])
    .some((own) => isSameAddress(own.address, address));
}

function refuse(message: string): Resolution {
  return { ok: false, stage: "guard", message };
}
