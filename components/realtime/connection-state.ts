/** How live the page is. `offline` begins with the first reconnect that failed. */
export type Connection =
  | { kind: "connecting" }
  | { kind: "live" }
  | { kind: "reconnecting"; sinceMs: number }
  | { kind: "offline"; sinceMs: number }
  | { kind: "refused"; message: string };

export type ConnectionEvent =
  | { type: "watching" }
  | { type: "lost"; atMs: number }
  | { type: "attempt_failed"; atMs: number }
  | { type: "network_gone"; atMs: number }
  | { type: "network_back"; atMs: number }
  | { type: "refused"; message: string };

/** When the connection was last there, as far as the state says. */
function lostSince(connection: Connection, atMs: number): number {
  return "sinceMs" in connection ? connection.sinceMs : atMs;
}

/** The state after one event. */
export function reduceConnection(connection: Connection, event: ConnectionEvent): Connection {
  switch (event.type) {
    case "watching":
      return { kind: "live" };
    case "refused":
      return { kind: "refused", message: event.message };
    case "lost":
      if (connection.kind === "offline" || connection.kind === "refused") return connection;
      return { kind: "reconnecting", sinceMs: lostSince(connection, event.atMs) };
    case "attempt_failed":
    case "network_gone":
      return { kind: "offline", sinceMs: lostSince(connection, event.atMs) };
    case "network_back":
      if (connection.kind !== "offline") return connection;
      return { kind: "reconnecting", sinceMs: connection.sinceMs };
  }
}

/** The state in words; `timeZone` is for tests, the reader's own when absent. */
export function connectionWords(connection: Connection, timeZone?: string): string {
  switch (connection.kind) {
    case "connecting":
      return "Connecting…";
    case "live":
      return "Live";
    case "reconnecting":
      return "Reconnecting…";
    case "offline":
      return `Offline since ${clockTime(connection.sinceMs, timeZone)}`;
    case "refused":
      return "Not live";
  }
}

function clockTime(ms: number, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(ms);
}
