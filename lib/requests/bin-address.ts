import { originForm, targetAuthority } from "#lib/http/request-target.ts";
import { isSlug } from "#lib/ids.ts";

/** Where capture lives: a path on every host, and optionally a host of its own. */
export type CaptureHost = { hostname: string } | null;

const IN_PATH = /^\/in\/([^/?#]*)/;

/**
 * The slug that a request addresses, or null when it is not for a bin at all. An empty or impossible
 * slug is returned as it stands: it is for capture to say that there is no such bin.
 *
 * `/in/<slug>…` counts on every host; `<slug>.<capture host>` counts when a capture host is set.
 */
export function findSlug(
  target: string,
  host: string | undefined,
  capture: CaptureHost,
): string | null {
  const inPath = IN_PATH.exec(target.startsWith("/") ? target : originForm(target))?.[1];
  if (inPath !== undefined) return inPath;
  const authority = targetAuthority(target) ?? host;
  if (!capture || !authority) return null;
  const hostname = authority.toLowerCase().replace(/:\d+$/, "");
  if (!hostname.endsWith(`.${capture.hostname}`)) return null;
  const label = hostname.slice(0, -capture.hostname.length - 1);
  return isSlug(label) ? label : null;
}

/** The part of a target that the sender chose: below `/in/<slug>`, or all of it on a bin's own host. */
export function pathBelowBin(target: string): string {
  const path = originForm(target);
  const match = IN_PATH.exec(path);
  if (!match) return path;
  const rest = path.slice(match[0].length);
  return rest.startsWith("/") ? rest : `/${rest}`;
}
