/**
 * False when a browser page of another site makes a state-changing call with our cookies.
 * Calls without a browser (no Sec-Fetch-Site, no Origin) and calls that carry a bearer token pass.
 */
export function isSameOrigin(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  if (request.headers.has("authorization")) return true;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  return hostOf(origin) === (request.headers.get("host") ?? "").toLowerCase();
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
