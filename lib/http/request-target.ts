/** A request target split at its first "?"; nothing is decoded or cleaned. */
export type SplitTarget = { path: string; query: string };

/** `/a?b=c` → path `/a`, query `b=c`. */
export function splitTarget(target: string): SplitTarget {
  const mark = target.indexOf("?");
  if (mark === -1) return { path: target, query: "" };
  return { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

const ABSOLUTE = /^https?:\/\/([^/?#]*)/i;

/** The host that an absolute-form target names, which counts before `Host` (RFC 9112 §3.2.2); else null. */
export function targetAuthority(target: string): string | null {
  return ABSOLUTE.exec(target)?.[1] ?? null;
}

/**
 * The path part of an absolute-form target (`http://host/a` → `/a`, RFC 9112 §3.2.2), which a proxy
 * client sends; any other form unchanged.
 */
export function originForm(target: string): string {
  const match = ABSOLUTE.exec(target);
  if (!match) return target;
  const rest = target.slice(match[0].length);
  return rest.startsWith("/") ? rest : `/${rest}`;
}
