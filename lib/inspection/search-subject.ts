import type { HeaderList } from "#lib/http/headers.ts";

/** The parts of a captured request that a search looks at. */
export type SearchableRequest = {
  method: string;
  /** Below the bin's address. */
  path: string;
  /** Raw, without "?". */
  query: string;
  headers: HeaderList;
  body: Uint8Array;
  /** What the signature check said; null when there was none. */
  verificationStatus: string | null;
};

/** A request made ready to be searched several times: text and JSON are read once, when asked for. */
export type SearchSubject = SearchableRequest & {
  /** The first mebibyte of the body as text in lower case. */
  bodyText: () => string;
  /** The body as JSON; undefined when it is none, or larger than a mebibyte. */
  bodyJson: () => unknown;
};

const MAX_SEARCHED_BYTES = 1024 * 1024;

/** Prepares a request for `matches`. */
export function createSubject(request: SearchableRequest): SearchSubject {
  const head = request.body.subarray(0, MAX_SEARCHED_BYTES);
  const text = once(() => new TextDecoder().decode(head));
  return {
    ...request,
    bodyText: once(() => text().toLowerCase()),
    bodyJson: once(() => (request.body.length > MAX_SEARCHED_BYTES ? undefined : parse(text()))),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
