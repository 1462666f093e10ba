import { Client } from "undici";
import { type GuardedConnectorOptions, guardedConnector } from "./guarded-connector.ts";

const MAX_RESPONSE_HEADER_BYTES = 64 * 1024;
const MAX_IDLE = 256;
/** As many as one target may have under way: fewer would be closed and opened again with every wave. */
const MAX_IDLE_PER_ORIGIN = 64;
/** Shorter than what servers usually keep (Node 5 s), so that they rarely close under our hands. */
const IDLE_MS = 3_000;

/** Whom a connection under way reports to; another attempt takes its place when it is used again. */
export type ConnectionWatch = Pick<GuardedConnectorOptions, "timeoutMs"> &
  Required<Pick<GuardedConnectorOptions, "signal" | "onPhase">>;

/** One HTTP/1.1 connection, for one attempt at a time. It is made, and judged, when first used. */
export type TargetConnection = {
  client: Client;
  /** True when it was used before and may be gone without our knowing. */
  reused: boolean;
  watch: (watch: ConnectionWatch) => void;
};

/** What decides whether a connection will do. */
export type ConnectionInput = Pick<
  GuardedConnectorOptions,
  "allow" | "ownOrigins" | "resolver" | "verifyTls"
> & { origin: string };

/** Connections that were used and can be used again. They reach the address that was judged, no other. */
export type ConnectionPool = {
  take: (input: ConnectionInput) => TargetConnection;
  giveBack: (input: ConnectionInput, connection: TargetConnection) => void;
  close: () => void;
};

/** A connection of its own, for one attempt or to be pooled. */
export function openConnection(input: ConnectionInput): TargetConnection {
  const { origin, ...guard } = input;
  let current: ConnectionWatch | null = null;
  const client = new Client(origin, {
    connect: (target, callback) => {
      if (current) guardedConnector({ ...guard, ...current })(target, callback);
      else callback(new Error("Nobody asked for this connection"), null);
    },
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    maxHeaderSize: MAX_RESPONSE_HEADER_BYTES,
  });
  return {
    client,
    reused: false,
    watch: (watch) => {
      current = watch;
    },
  };
}

export function createConnectionPool(): ConnectionPool {
  const idle = new Map<string, { connection: TargetConnection; timer: NodeJS.Timeout }[]>();
  let idleCount = 0;
  const keyOf = ({ origin, verifyTls }: ConnectionInput) => `${origin} ${verifyTls ?? true}`;

  function drop(key: string, connection: TargetConnection): void {
    const list = idle.get(key) ?? [];
    const index = list.findIndex((entry) => entry.connection === connection);
    if (index === -1) return;
    const [entry] = list.splice(index, 1);
    clearTimeout(entry?.timer);
    idleCount -= 1;
    if (list.length === 0) idle.delete(key);
  }

  return {
    take(input) {
      const key = keyOf(input);
      const last = idle.get(key)?.at(-1);
      if (!last) return openConnection(input);
      drop(key, last.connection);
      return last.connection;
    },
    giveBack(input, connection) {
      const key = keyOf(input);
      const list = idle.get(key) ?? [];
      if (idleCount >= MAX_IDLE || list.length >= MAX_IDLE_PER_ORIGIN) {
        connection.client.destroy().catch(() => {});
        return;
      }
      connection.reused = true;
      const timer = setTimeout(() => {
        drop(key, connection);
        connection.client.destroy().catch(() => {});
      }, IDLE_MS).unref();
      list.push({ connection, timer });
      idle.set(key, list);
      idleCount += 1;
    },
    close() {
      for (const list of idle.values()) {
        for (const { connection, timer } of list) {
          clearTimeout(timer);
          connection.client.destroy().catch(() => {});
        }
      }
      idle.clear();
      idleCount = 0;
    },
  };
}
