import { forwardableHeaders } from "#lib/delivery/outgoing-headers.ts";
import { dropHopByHop, type HeaderList } from "#lib/http/headers.ts";

/** Headers that are not sent as they stand, and why; each name once, as first written. */
export type LeftOut = { reason: string; names: string[] };

/** In the order in which they are told. */
const REASONS = {
  made: "Made anew for the target",
  loop: "Taken from the captured request, so that circles end",
  renewed: "Replaced by those of this delivery",
  connection: "Not sent, meant for the connection to this server",
  sender: "Not sent, added on the way to this server",
} as const;

type Reason = keyof typeof REASONS;

/** Says which headers of a list are not sent as they stand: what lib/delivery does, in words. */
export function leftOutHeaders(headers: HeaderList): LeftOut[] {
  const forwarded = new Set(forwardableHeaders(headers));
  const endToEnd = new Set(dropHopByHop(headers));
  const names = new Map<Reason, Map<string, string>>();
  for (const header of headers) {
    const [name] = header;
    const lowerName = name.toLowerCase();
    if (forwarded.has(header) && lowerName !== "cdn-loop") continue;
    const reason = endToEnd.has(header) ? reasonFor(lowerName) : "connection";
    const known = names.get(reason) ?? new Map<string, string>();
    if (!known.has(lowerName)) known.set(lowerName, name);
    names.set(reason, known);
  }
  return Object.entries(REASONS).flatMap(([reason, words]) => {
    const found = [...names].find(([key]) => key === reason)?.[1];
    return found ? [{ reason: words, names: [...found.values()] }] : [];
  });
}

function reasonFor(lowerName: string): Reason {
  if (lowerName === "host" || lowerName === "content-length") return "made";
  if (lowerName === "cdn-loop") return "loop";
  if (lowerName === "expect") return "connection";
  return lowerName.startsWith("hookglass-") ? "renewed" : "sender";
}
