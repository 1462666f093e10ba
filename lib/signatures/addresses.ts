const STANDARD_PORTS: Record<string, string> = { "https:": ":443", "http:": ":80" };

// Scheme, user, host, port, rest: the URL class would rewrite what the sender signed.
const PARTS = /^([a-z][a-z0-9+.-]*:)\/\/([^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(:\d*)?(.*)$/is;

function normalize(url: string): string | null {
  try {
    return new URL(url).href;
  } catch {
    return null;
  }
}

/** As Node's querystring writes a query again: `%20` for spaces, `'` and the like escaped or not. */
function rewriteQuery(url: string): string {
  const start = url.indexOf("?");
  if (start < 0 || start === url.length - 1) return url;
  const pairs = [...new URLSearchParams(url.slice(start + 1))];
  const query = pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
  return `${url.slice(0, start)}?${query}`;
}

function withAndWithoutPort(url: string): string[] {
  const [, protocol = "", user = "", host, port, rest] = PARTS.exec(url) ?? [];
  if (host === undefined) return [url];
  const bare = `${protocol}//${user}${host}${rest}`;
  const standard = port || (STANDARD_PORTS[protocol.toLowerCase()] ?? "");
  return [bare, `${protocol}//${user}${host}${standard}${rest}`];
}

/** The spellings that Twilio's own library accepts (twilio-node, lib/webhooks/webhooks). */
export function twilioAddresses(url: string): readonly string[] {
  const normalized = normalize(url);
  const again = normalized === null ? [] : withAndWithoutPort(normalized);
  return [...new Set([...withAndWithoutPort(url), ...again, ...again.map(rewriteQuery)])];
}

const HUBSPOT_DECODED = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/** HubSpot signs an address in which some escapes are decoded. */
export function hubSpotAddresses(url: string): readonly string[] {
  return [url.replace(HUBSPOT_DECODED, (escaped) => decodeURIComponent(escaped))];
}
