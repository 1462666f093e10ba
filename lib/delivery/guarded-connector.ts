import { connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { buildConnector } from "undici";
import type { AllowList } from "./allow-list.ts";
import { isSameAddress } from "./ip-address.ts";
import {
  type ResolvedAddress,
  type Resolver,
  resolveTarget,
  systemResolver,
} from "./resolve-target.ts";
import type { AttemptStage } from "./schema.ts";
import { addressRefusal } from "./target-guard.ts";
import { bareHost } from "./target-url.ts";

/** A connection that was never allowed or never found its host; the message is for the user. */
export class TargetRefused extends Error {
  readonly stage: "guard" | "dns";

  constructor(stage: "guard" | "dns", message: string) {
    super(message);
    this.name = "TargetRefused";
    this.stage = stage;
  }
}

/** Which part of connecting is under way. */
type ConnectPhase = Extract<AttemptStage, "dns" | "connect" | "tls" | "request">;

export type GuardedConnectorOptions = {
  allow: AllowList;
  /** From the first look-up to the end of the TLS handshake. */
  timeoutMs: number;
  ownOrigins?: readonly string[];
  resolver?: Resolver;
  /** Cuts a connection that is still being made. */
  signal?: AbortSignal;
  /** Told when a part of connecting begins; `request` when the connection is ready. */
  onPhase?: (phase: ConnectPhase) => void;
};

/**
 * The `connect` option of an undici Client or Agent that only reaches allowed addresses: the host is
 * resolved once, every address is judged, the socket may use only those, and its peer is judged
 * again before a byte of the request goes out. TLS certificates are verified. HTTP/1.1 only.
 * Fails with `TargetRefused`, or with node's own connection and TLS errors.
 */
export function guardedConnector(options: GuardedConnectorOptions): buildConnector.connector {
  return (target, callback) => {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    openConnection(target, options, signal).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(toError(error), null),
    );
  };
}

async function openConnection(
  target: buildConnector.Options,
  options: GuardedConnectorOptions,
  signal: AbortSignal,
): Promise<Socket> {
  const host = bareHost(target.hostname);
  const secure = target.protocol === "https:";
  const port = Number(target.port || (secure ? 443 : 80));
  const { allow, ownOrigins = [], resolver = systemResolver, onPhase = () => {} } = options;

  onPhase("dns");
  const resolved = await abortable(
    resolveTarget({ host, port, allow, ownOrigins, resolver }),
    signal,
  );
  if (!resolved.ok) throw new TargetRefused(resolved.stage, resolved.message);

  onPhase("connect");
  const common = {
    host,
    port,
    lookup: pinnedLookup(resolved.addresses),
    autoSelectFamily: true,
    noDelay: true,
  };
  const socket = secure
    ? connectTls({
        ...common,
        ALPNProtocols: ["http/1.1"],
        ...(isIP(host) ? {} : { servername: host }),
      })
    : connectTcp(common);
  if (secure) socket.once("connect", () => onPhase("tls"));

  await established(socket, secure ? "secureConnect" : "connect", signal);
  const peer = socket.remoteAddress ?? "";
  if (!resolved.addresses.some(({ address }) => isSameAddress(address, peer))) {
    socket.destroy();
    throw new TargetRefused("guard", addressRefusal(host, port, `really ${peer}`));
  }
  onPhase("request");
  return socket;
}

/** Answers with what was judged, whatever the name says by now. */
function pinnedLookup(addresses: ResolvedAddress[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all || !first) callback(null, addresses);
    else callback(null, first.address, first.family);
  };
}

/** Resolves at `event`; rejects on the first error or when the signal fires, leaving no socket. */
function established(socket: Socket, event: string, signal: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    const settle = () => {
      signal.removeEventListener("abort", abort);
      socket.off("error", fail).off("close", closed).off(event, ready);
    };
    const fail = (error: unknown) => {
      settle();
      // A destroyed socket may still report an error: without a listener that would end the process.
      socket.on("error", () => {});
      socket.destroy();
      failed(toError(error));
    };
    const abort = () => fail(signal.reason);
    const closed = () => fail(new Error("The connection was closed while it was being made"));
    const ready = () => {
      settle();
      done();
    };
    socket.on("error", fail).on("close", closed).once(event, ready);
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
  });
}

function abortable<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((done, failed) => {
    const abort = () => failed(toError(signal.reason));
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
    promise.then(done, failed).finally(() => signal.removeEventListener("abort", abort));
  });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
