import { findHeaders, type HeaderList } from "#lib/http/headers.ts";
import { encodeBytes, wireBytes } from "#lib/signatures/encoding.ts";
import type { SignedRequest } from "#lib/signatures/schema.ts";
import {
  type Item,
  parameterOf,
  readDictionary,
  writeMember,
  writeParameters,
  writeStrictly,
} from "./structured-fields.ts";

const STANDARD_PORTS: Record<string, string> = { https: "443", http: "80" };

// Without the URL class, which would rewrite the path.
function splitUrl(url: string) {
  const [, scheme = "", authority = "", path = "", query] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i.exec(url) ?? [];
  const host = authority.replace(/^.*@/, "").toLowerCase();
  const port = STANDARD_PORTS[scheme.toLowerCase()];
  return {
    scheme: scheme.toLowerCase(),
    authority: port && host.endsWith(`:${port}`) ? host.slice(0, -port.length - 1) : host,
    path: path || "/",
    query: query ?? "",
  };
}

/** Percent-encoding of application/x-www-form-urlencoded, with %20 for a space (RFC 9421 §2.2.8). */
function encodeParameter(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

type QueryValues = Map<string, string[]>;

// A signature may name many parameters of a long query, which is read once.
const queries = new WeakMap<SignedRequest, QueryValues>();

function queryValues(request: SignedRequest, query: string): QueryValues {
  const read = queries.get(request);
  if (read) return read;
  const values: QueryValues = new Map();
  for (const [name, value] of new URLSearchParams(query)) {
    const key = encodeParameter(name);
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  queries.set(request, values);
  return values;
}

function queryParameter(request: SignedRequest, query: string, item: Item): string | null {
  const name = parameterOf(item.parameters, "name");
  if (typeof name !== "string") return null;
  const [only, ...others] = queryValues(request, query).get(name) ?? [];
  return only !== undefined && others.length === 0 ? encodeParameter(only) : null;
}

function derived(request: SignedRequest, item: Item): string | null {
  const { scheme, authority, path, query } = splitUrl(request.url);
  switch (item.value) {
    case "@method":
      return request.method;
    case "@target-uri":
      return request.url.replace(/#.*$/, "");
    case "@authority":
      return authority;
    case "@scheme":
      return scheme;
    case "@request-target":
      return `${path}${query}`;
    case "@path":
      return path;
    case "@query":
      return query || "?";
    case "@query-param":
      return queryParameter(request, query, item);
    default:
      return null;
  }
}

type Dictionary = ReturnType<typeof readDictionary>;

// Nor is a long dictionary read anew for every key that a signature covers.
const dictionaries = new WeakMap<HeaderList, Map<string, Dictionary>>();

function dictionaryOf(headers: HeaderList, name: string, whole: string): Dictionary {
  const read = dictionaries.get(headers) ?? new Map<string, Dictionary>();
  dictionaries.set(headers, read);
  const known = read.get(name);
  if (known !== undefined) return known;
  const dictionary = readDictionary(whole);
  read.set(name, dictionary);
  return dictionary;
}

function field({ headers }: SignedRequest, name: string, item: Item): string | null {
  const values = findHeaders(headers, name).map((value) =>
    value.trim().replace(/\r?\n[ \t]+/g, " "),
  );
  if (values.length === 0) return null;
  if (parameterOf(item.parameters, "bs") === true) {
    return values.map((value) => `:${encodeBytes(wireBytes(value), "base64")}:`).join(", ");
  }
  const whole = values.join(", ");
  if (parameterOf(item.parameters, "sf") === true) return writeStrictly(whole);
  const key = parameterOf(item.parameters, "key");
  if (typeof key !== "string") return whole;
  const member = dictionaryOf(headers, name, whole)?.get(key);
  return member ? writeMember(member) : null;
}

/** Whether a component is named twice, which is an error (RFC 9421 §2.5) and costs too much. */
export function hasRepeats(items: readonly Item[]): boolean {
  const names = items.map((item) =>
    typeof item.value === "string"
      ? item.value.toLowerCase() + writeParameters(item.parameters)
      : "",
  );
  return new Set(names).size < names.length;
}

const KNOWN = new Set(["name", "bs", "key", "sf"]);

/** The value of a component (RFC 9421 §2); null when the request does not have it, once. */
export function componentValue(request: SignedRequest, item: Item): string | null {
  if (typeof item.value !== "string") return null;
  if (item.parameters.some(([key]) => !KNOWN.has(key))) return null;
  return item.value.startsWith("@")
    ? derived(request, item)
    : field(request, item.value.toLowerCase(), item);
}
