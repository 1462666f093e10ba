/** `gone`: a row that was there a moment ago; `away`: the database cannot be asked, or not in time. */
export type DbFailure = "gone" | "away";

/** Prisma's codes: no record to change, a foreign key to nothing. */
const GONE_CODES = new Set(["P2025", "P2003"]);
/** Unreachable, timed out, closed, no connection from the pool in time, no transaction in time. */
const AWAY_CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
const AWAY_KINDS = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);
/** SQLSTATE: connection exception, out of resources, shutting down or starting; a statement's time was up. */
const AWAY_STATES = /^(?:08|53|57P)|^57014$/;
/** Errors of pg and of node that Prisma passes on as they are. */
const AWAY_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|ENOENT|ECONNREFUSED|ECONNRESET|EPIPE/;

/** What a failed call to the database means for whoever made it; null when it is a fault of ours. */
export function dbFailure(error: unknown): DbFailure | null {
  if (!(error instanceof Error)) return null;
  const code = textOf(error, "code");
  const cause = objectOf(objectOf(error, "meta"), "driverAdapterError", "cause");
  const state = textOf(cause, "originalCode");
  if (GONE_CODES.has(code) || state === "23503") return "gone";
  if (AWAY_CODES.has(code) || AWAY_KINDS.has(textOf(cause, "kind"))) return "away";
  if (AWAY_STATES.test(state) || AWAY_MESSAGES.test(error.message)) return "away";
  return null;
}

function objectOf(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined,
    value,
  );
}

function textOf(value: unknown, name: string): string {
  const text = objectOf(value, name);
  return typeof text === "string" ? text : "";
}
