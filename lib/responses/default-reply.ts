import { findHeader, type HeaderList } from "#lib/http/headers.ts";

/** What a sender is answered. The body of a HEAD request's reply is not sent. */
export type Reply = { status: number; headers: HeaderList; body: string };

const CORS: HeaderList = [
  ["Access-Control-Allow-Origin", "*"],
  ["Access-Control-Expose-Headers", "Hookglass-Request-Id"],
];

const JSON_TYPE: HeaderList = [["Content-Type", "application/json"]];

/** The reply to a captured request: its id, or a CORS preflight's answer (Fetch standard §3.2). */
export function chooseReply(request: { id: string; method: string; headers: HeaderList }): Reply {
  const { id, method, headers } = request;
  const identified: HeaderList = [["Hookglass-Request-Id", id]];
  const asksMethod =
    method === "OPTIONS" ? findHeader(headers, "access-control-request-method") : null;
  if (asksMethod !== null) {
    const asksHeaders = findHeader(headers, "access-control-request-headers");
    return {
      status: 204,
      headers: [
        ...identified,
        ...CORS,
        ["Access-Control-Allow-Methods", asksMethod],
        ...(asksHeaders === null
          ? []
          : [["Access-Control-Allow-Headers", asksHeaders] satisfies [string, string]]),
        ["Access-Control-Max-Age", "600"],
      ],
      body: "",
    };
  }
  return {
    status: 200,
    headers: [...JSON_TYPE, ...identified, ...CORS],
    body: `{"ok":true,"id":"${id}"}`,
  };
}

/** A refusal by the capture door, in the shape of every API error. */
export function refusalReply(input: {
  status: number;
  code: string;
  message: string;
  retryAfterSeconds?: number;
  details?: Record<string, number>;
}): Reply {
  const { status, code, message, retryAfterSeconds, details } = input;
  const retryAfter: HeaderList =
    retryAfterSeconds === undefined ? [] : [["Retry-After", String(retryAfterSeconds)]];
  return {
    status,
    headers: [...JSON_TYPE, ...CORS, ...retryAfter],
    body: JSON.stringify({ error: { code, message, ...details } }),
  };
}
