import type { HeaderList } from "#lib/http/headers.ts";

/** A request as a page may send it. */
export type BrowserRequest = {
  url: string;
  init: RequestInit;
  /** The same for people: what is known of it before the browser adds its own headers. */
  sent: { method: string; headers: HeaderList; bodyBytes: number };
  /** Header names that the target has to allow first, in answer to an OPTIONS. */
  toAllow: string[];
};

/** Why a request can't be sent by a page, in a sentence. */
export type BrowserRefusal = { field: "target" | "method"; message: string };

// https://fetch.spec.whatwg.org/#forbidden-request-header
const FORBIDDEN =
  /^(?:accept-charset|accept-encoding|access-control-request-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|proxy-.*|sec-.*|user-agent)$/i;
// https://fetch.spec.whatwg.org/#cors-safelisted-request-header
const SAFELISTED = /^(?:accept|accept-language|content-language)$/i;
const SAFE_TYPE =
  /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(?:;|$)/i;
const LOOPBACK = /^(?:localhost|127\.0\.0\.1)$/;

/** Makes what `fetch` takes of a request; pages may send to the reader's own machine only. */
export function browserRequest(input: {
  target: string;
  path: string;
  query: string;
  method: string;
  headers: HeaderList;
  body: Uint8Array<ArrayBuffer>;
}): { ok: true; request: BrowserRequest } | { ok: false; refusal: BrowserRefusal } {
  const url = readUrl(input.target.trim());
  if (url === null) {
    const message =
      "From the browser it goes to http://localhost or http://127.0.0.1, with any port.";
    return { ok: false, refusal: { field: "target", message } };
  }
  const method = input.method.trim();
  if (/^(?:connect|trace|track)$/i.test(method)) {
    return { ok: false, refusal: { field: "method", message: `No page may send ${method}.` } };
  }
  if (input.path !== "") url.pathname = url.pathname.replace(/\/$/, "") + withSlash(input.path);
  if (input.query !== "") {
    url.search = url.search === "" ? input.query : `${url.search.slice(1)}&${input.query}`;
  }
  const sent = input.headers.filter(([name]) => !FORBIDDEN.test(name));
  const hasBody = input.body.length > 0 && !/^(?:get|head)$/i.test(method);
  const init: RequestInit = {
    ...{ method, mode: "cors", credentials: "omit", cache: "no-store", redirect: "manual" },
    headers: sent.map(([name, value]): [string, string] => [name, value]),
    ...(hasBody ? { body: input.body } : {}),
  };
  return {
    ok: true,
    request: {
      url: url.href,
      init,
      sent: { method, headers: sent, bodyBytes: hasBody ? input.body.length : 0 },
      toAllow: unique(sent.filter((header) => !isSafelisted(header))),
    },
  };
}

/** The names of the headers that no page may set. */
export function leftOutByBrowser(headers: HeaderList): string[] {
  return unique(headers.filter(([name]) => FORBIDDEN.test(name)));
}

function readUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && LOOPBACK.test(url.hostname) ? url : null;
}

function isSafelisted([name, value]: HeaderList[number]): boolean {
  return SAFELISTED.test(name) || (/^content-type$/i.test(name) && SAFE_TYPE.test(value));
}

function withSlash(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

function unique(headers: HeaderList): string[] {
  return [...new Map(headers.map(([name]) => [name.toLowerCase(), name])).values()];
}
