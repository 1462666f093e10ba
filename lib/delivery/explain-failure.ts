import { TargetRefused } from "./guarded-connector.ts";
import type { AttemptStage } from "./schema.ts";
import { hostAndPort } from "./target-url.ts";

/** Where an attempt is: before `answer` nothing came back, from then on an answer has begun. */
export type AttemptPhase = "dns" | "connect" | "tls" | "request" | "answer";

/** What the sentence needs to know. */
export type FailureContext = {
  phase: AttemptPhase;
  host: string;
  port: number;
  timeoutMs: number;
  /** Bytes of the answer's body that had come. */
  answerBytes: number;
};

/** Where it ended, and one sentence for the user. */
export type Failure = { stage: AttemptStage; error: string };

const CONNECT_SENTENCES: Record<string, (at: string) => string> = {
  ECONNREFUSED: (at) => `Connection refused by ${at}: is your server running?`,
  EHOSTUNREACH: (at) => `No route to ${at}: the host cannot be reached from here`,
  ENETUNREACH: (at) => `No route to ${at}: the network cannot be reached from here`,
  ETIMEDOUT: (at) => `${at} did not take the connection in time: is a firewall in between?`,
  EADDRNOTAVAIL: (at) => `${at} cannot be reached from here`,
  EACCES: (at) => `This machine's firewall does not let connections out to ${at}`,
  EPERM: (at) => `This machine's firewall does not let connections out to ${at}`,
};

const TLS_SENTENCES: Record<string, (host: string) => string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: (host) => `${host} shows a self-signed certificate`,
  SELF_SIGNED_CERT_IN_CHAIN: (host) =>
    `${host} shows a certificate of an authority that is not trusted`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (host) =>
    `The certificate of ${host} cannot be traced to a trusted authority: is the intermediate certificate missing?`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (host) =>
    `The certificate of ${host} comes from an authority that is not trusted`,
  CERT_HAS_EXPIRED: (host) => `The certificate of ${host} has expired`,
  CERT_NOT_YET_VALID: (host) => `The certificate of ${host} is not valid yet`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => `The certificate was not issued for ${host}`,
  ERR_SSL_WRONG_VERSION_NUMBER: (host) =>
    `${host} does not speak TLS at this port: should the target start with http://?`,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: (host) =>
    `${host} does not speak TLS at this port: should the target start with http://?`,
};

/** Says where and why an attempt failed, from whatever was thrown. */
export function explainFailure(error: unknown, context: FailureContext): Failure {
  const { phase, host, port } = context;
  const at = hostAndPort(host, port);
  if (error instanceof TargetRefused) return { stage: error.stage, error: error.message };
  const code = codeOf(error);
  if (code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED") {
    return { stage: "request", error: `The request cannot be written: ${messageOf(error)}` };
  }
  if (isTimeout(error)) return { stage: "timeout", error: explainTimeout(context, at) };
  switch (phase) {
    case "dns":
      return { stage: "dns", error: `${host} could not be looked up${inBrackets(code)}` };
    case "connect": {
      const sentence = CONNECT_SENTENCES[code]?.(at);
      return { stage: "connect", error: sentence ?? `No connection to ${at}${inBrackets(code)}` };
    }
    case "tls": {
      const sentence = TLS_SENTENCES[code]?.(host);
      return {
        stage: "tls",
        error: sentence ?? `${at} did not complete the TLS handshake${inBrackets(code)}`,
      };
    }
    case "request":
    case "answer":
      return explainExchange(error, context, at);
  }
}

function explainExchange(error: unknown, context: FailureContext, at: string): Failure {
  const code = codeOf(error);
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    return { stage: "response", error: `${at} answered with more headers than are read (64 KiB)` };
  }
  if (error instanceof Error && error.name === "HTTPParserError") {
    // undici's message ends with the parser's reason in brackets.
    const reason = /\((.+)\)$/s.exec(error.message)?.[1] ?? "";
    return { stage: "response", error: `The answer of ${at} is not HTTP${inBrackets(reason)}` };
  }
  if (context.phase === "answer") {
    const sentence = `The connection to ${at} broke after ${context.answerBytes} bytes of the answer's body`;
    return { stage: "response", error: sentence };
  }
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") {
    return {
      stage: "response",
      error: `The answer of ${at} is not HTTP (its length is not what it says)`,
    };
  }
  if (code === "ECONNRESET" || code === "EPIPE" || code === "UND_ERR_SOCKET") {
    return { stage: "request", error: `${at} closed the connection without an answer` };
  }
  return { stage: "request", error: `Sending to ${at} failed${inBrackets(code)}` };
}

function explainTimeout(context: FailureContext, at: string): string {
  const limit = `${context.timeoutMs / 1000} s`;
  switch (context.phase) {
    case "dns":
      return `The name server did not answer for ${context.host} within ${limit}`;
    case "connect":
      return `${at} did not take the connection within ${limit}: is a firewall in between?`;
    case "tls":
      return `${at} did not complete the TLS handshake within ${limit}`;
    case "request":
      return `${at} took the request but did not answer within ${limit}`;
    case "answer":
      return `${at} began to answer but did not finish within ${limit} (${context.answerBytes} bytes of the body came)`;
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

/** Node's and undici's codes; of several failed addresses (happy eyeballs) the first one's. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return "";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function inBrackets(code: string): string {
  return code === "" ? "" : ` (${code})`;
}
