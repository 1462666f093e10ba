import { dropHopByHop, findHeaders, type HeaderList } from "#lib/http/headers.ts";

/** CONNECT opens tunnels, TRACE echoes credentials (RFC 9110 §9.3.6, §9.3.8): neither is sent on. */
export const REFUSED_METHODS: readonly string[] = ["CONNECT", "TRACE"];

/** The name this server goes by in `CDN-Loop` (RFC 8586). */
const LOOP_ID = "hookglass";

/** How often one request may pass through a Hookglass: a bin to another bin, but not round in circles. */
const MAX_PASSES = 2;

const OWN_NAMES = new Set(["hookglass-delivery-id", "hookglass-attempt"]);

/** Facts about the connection to us, or framing that is made anew. */
const DROPPED =
  /^(host|content-length|expect|forwarded|x-forwarded-.*|x-real-ip|cf-connecting-ip|true-client-ip)$/i;

/** Methods that say how long their body is even when it is empty (RFC 9110 §8.6). */
const BODY_METHODS = new Set(["POST", "PUT", "PATCH", "QUERY", "PROPFIND", "PROPPATCH"]);

/**
 * What of a captured (or edited) request may be sent on: without the fields of one connection
 * (RFC 9110 §7.6.1), framing, and what proxies said about the sender. Order and case are kept.
 */
export function forwardableHeaders(headers: HeaderList): HeaderList {
  return dropHopByHop(headers).filter(
    ([name]) => !DROPPED.test(name) && !OWN_NAMES.has(name.toLowerCase()),
  );
}

/** How many times a request went through a Hookglass already, by its `CDN-Loop` fields. */
export function countPasses(headers: HeaderList): number {
  return findHeaders(headers, "cdn-loop")
    .flatMap((value) => value.split(","))
    .filter((entry) => entry.split(";")[0]?.trim().toLowerCase() === LOOP_ID).length;
}

/** True when sending once more would be going round in circles. */
export function isLoop(headers: HeaderList): boolean {
  return countPasses(headers) >= MAX_PASSES;
}

/**
 * The header fields of one attempt: `fields` is what the client is given, `written` is what then
 * stands on the wire, with the fields that undici adds before and after.
 */
export function attemptHeaders(input: {
  headers: HeaderList;
  deliveryId: string;
  number: number;
  method: string;
  host: string;
  bodyBytes: number;
}): { fields: HeaderList; written: HeaderList } {
  const { headers, deliveryId, number, method, host, bodyBytes } = input;
  const fields: HeaderList = [
    ...forwardableHeaders(headers),
    ["Hookglass-Delivery-Id", deliveryId],
    ["Hookglass-Attempt", String(number)],
    ["CDN-Loop", `${LOOP_ID}; hops=${countPasses(headers) + 1}`],
  ];
  const length: HeaderList =
    bodyBytes > 0 || BODY_METHODS.has(method) ? [["content-length", String(bodyBytes)]] : [];
  return { fields, written: [["host", host], ["connection", "close"], ...fields, ...length] };
}
