/** Header fields in the order, case and repetition of the wire. */
export type HeaderList = [name: string, value: string][];

/** Node's flat `rawHeaders` (name, value, name, value, …) as pairs. */
export function pairHeaders(rawHeaders: readonly string[]): HeaderList {
  const headers: HeaderList = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    headers.push([rawHeaders[i] ?? "", rawHeaders[i + 1] ?? ""]);
  }
  return headers;
}

/** The first value of a header, whatever its case; null when it was not sent. */
export function findHeader(headers: HeaderList, name: string): string | null {
  return headers.find(nameTest(name))?.[1] ?? null;
}

/** Every value of a header, whatever its case, in the order sent. */
export function findHeaders(headers: HeaderList, name: string): string[] {
  return headers.filter(nameTest(name)).map(([, value]) => value);
}

/** Lengths are compared first: most names are told apart by them alone, and captures look often. */
function nameTest(name: string): (header: HeaderList[number]) => boolean {
  const wanted = name.toLowerCase();
  return (header) => header[0].length === wanted.length && header[0].toLowerCase() === wanted;
}

const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
]);

/** Without the fields that belong to one connection only: RFC 9110 §7.6.1, and those `Connection` names. */
export function dropHopByHop(headers: HeaderList): HeaderList {
  const named = findHeaders(headers, "connection").flatMap((value) =>
    value.split(",").map((token) => token.trim().toLowerCase()),
  );
  const dropped = new Set([...HOP_BY_HOP, ...named]);
  return headers.filter(([name]) => !dropped.has(name.toLowerCase()));
}

const SECRET_NAME =
  /^(authorization|proxy-authorization|cookie|set-cookie|.*(api-?key|token|secret|signature|hmac|password).*)$/i;

/** What a redacted value reads as. */
export const REDACTED = "••••••";

/** True for headers whose value is a credential or a signature. */
function isSecretHeader(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** The same list with the values of credential headers hidden. */
export function redactHeaders(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => [name, isSecretHeader(name) ? REDACTED : value]);
}
