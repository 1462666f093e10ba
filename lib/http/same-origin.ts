import { isBearer } from "./bearer.ts";
import { pageOrigins } from "./origin.ts";

/**
 * False when a browser page of another site makes a state-changing call with our cookies.
 * Calls without a browser (no Sec-Fetch-Site, no Origin) and calls that carry a bearer token pass:
 * a page cannot add one without being asked first. Other credentials (Basic) browsers send by themselves.
 */
export function isSameOrigin(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  if (isBearer(request.headers.get("authorization"))) return true;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  // A proxy may put another name in Host: then the settings say what our pages are called.
  return pageOrigins().includes(origin) || hostOf(origin) === hostHeader(request);
}

function hostHeader(request: Request): string {
  return (request.headers.get("host") ?? "").toLowerCase();
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
