import { findHeader } from "#lib/http/headers.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import type { Variant } from "./diagnosis.ts";

type Readdressed = { id: string; url: string; what: string };

const PARTS = /^(https?):\/\/([^/?#:]*)(:\d+)?([^?#]*)(\?[^#]*)?/i;

function usesAddress({ scheme }: Run): boolean {
  if (scheme.alg === "equal") return false;
  return (
    scheme.signed.includes("{url}") || ["contentful", "messagebird", "rfc9421"].includes(scheme.id)
  );
}

/** What proxies say the address was before them. */
function forwardedHost(run: Run): string | null {
  const { headers } = run.request;
  const [, forwarded] = /\bhost="?([^";,\s]+)/i.exec(findHeader(headers, "forwarded") ?? "") ?? [];
  const named = findHeader(headers, "x-forwarded-host") ?? findHeader(headers, "x-original-host");
  const host = forwarded ?? named ?? findHeader(headers, "host");
  return host?.split(",")[0]?.trim() || null;
}

function* readdressed(run: Run): Generator<Readdressed> {
  const [, protocol = "", host = "", port = "", path = "", query = ""] =
    PARTS.exec(run.request.url) ?? [];
  if (host === "") return;
  const origin = `${protocol}://${host}${port}`;
  const other = protocol.toLowerCase() === "https" ? "http" : "https";
  const isSecure = protocol.toLowerCase() === "https";
  const standard = isSecure ? ":443" : ":80";
  yield {
    id: "protocol",
    what: `with ${other}://`,
    url: `${other}://${host}${port}${path}${query}`,
  };
  yield port === ""
    ? { id: "port", what: "with its port", url: `${origin}${standard}${path}${query}` }
    : { id: "port", what: "without its port", url: `${protocol}://${host}${path}${query}` };
  const bare = path.replace(/\/$/, "");
  yield path.endsWith("/")
    ? { id: "slash", what: "without the slash at its end", url: `${origin}${bare}${query}` }
    : { id: "slash", what: "with a slash at its end", url: `${origin}${path}/${query}` };
  if (query !== "") {
    yield { id: "query", what: "without its query", url: `${origin}${path}` };
  }
  const seen = forwardedHost(run);
  if (seen === null) return;
  for (const scheme of [protocol, other]) {
    const what = `with the host ${seen}${scheme === protocol ? "" : ` and ${scheme}://`}`;
    yield { id: "host", what, url: `${scheme}://${seen}${path}${query}` };
  }
}

/** The address as the sender may know it. */
export function* addressVariants(run: Run): Generator<Variant> {
  if (!usesAddress(run)) return;
  for (const { id, what, url } of readdressed(run)) {
    if (url === run.request.url) continue;
    yield {
      cause: `address_${id}`,
      message: `The address would match ${what}: the sender knows this bin as ${url}.`,
      change: { kind: "options", options: { url } },
      request: { ...run.request, url },
    };
  }
}
