import type { TargetSettings } from "./target-settings.ts";

/** A URL that requests can be sent to, or the sentence that says why not. */
export type UrlVerdict = { ok: true; url: URL } | { ok: false; message: string };

/** Whether a text is an http(s) URL with a host and without credentials. Where it leads is not judged. */
export function parseTarget(text: string): UrlVerdict {
  if (!URL.canParse(text)) return refuse("The target is not a URL: write https://host/path");
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    // To the parser `localhost:3000/x` is a URL of the scheme "localhost": don't say so.
    const scheme = text.includes("://") ? `, not ${url.protocol}//` : "";
    return refuse(`The target must start with http:// or https://${scheme}`);
  }
  if (url.username !== "" || url.password !== "") {
    return refuse("The target must not carry a user name or password: use a header instead");
  }
  return targetHost(url) === "" ? refuse("The target has no host") : { ok: true, url };
}

/** The host of a parsed URL without brackets and without the root's dot, in lower case. */
export function targetHost(url: URL): string {
  return bareHost(url.hostname);
}

/** A host without brackets and without the root's dot, in lower case. */
export function bareHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.+$/, "")
    .toLowerCase();
}

/** The port of a parsed URL, the scheme's own when it names none. */
export function targetPort(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/** `host:port`, with brackets around an IPv6 address. */
export function hostAndPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** A target's URL with the captured path and query appended, where it wants them. */
export function targetUrlFor(
  target: string,
  { appendPath, appendQuery }: Pick<TargetSettings, "appendPath" | "appendQuery">,
  captured: { path: string; query: string },
): string {
  if (!appendPath && !appendQuery && !target.includes("#")) return target;
  const url = new URL(target);
  url.hash = "";
  if (appendPath && captured.path !== "/") {
    url.pathname = `${url.pathname.replace(/\/$/, "")}${captured.path}`;
  }
  if (appendQuery && captured.query !== "") {
    url.search = url.search === "" ? captured.query : `${url.search.slice(1)}&${captured.query}`;
  }
  return url.href;
}

/**
 * What `targetUrlFor` made of a target's URL, made of its new one: the path and query that were
 * appended stay. Null for a URL that was not made of the old one.
 */
export function movedUrl(
  made: string,
  { before, after }: { before: string; after: string },
): string | null {
  const [url, old] = [new URL(made), new URL(before)];
  const oldPath = old.pathname.replace(/\/$/, "");
  const path = url.pathname === old.pathname ? "/" : url.pathname.slice(oldPath.length);
  const query = url.search.slice(old.search.length);
  const isOfOld =
    url.origin === old.origin &&
    url.pathname.startsWith(oldPath) &&
    path.startsWith("/") &&
    url.search.startsWith(old.search) &&
    (query === "" || old.search === "" || query.startsWith("&"));
  if (!isOfOld) return null;
  const appended = { path, query: query.slice(1) };
  return targetUrlFor(new URL(after).href, { appendPath: true, appendQuery: true }, appended);
}

function refuse(message: string): UrlVerdict {
  return { ok: false, message };
}
