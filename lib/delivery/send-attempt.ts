import type { Dispatcher } from "undici";
import { type HeaderList, pairHeaders } from "#lib/http/headers.ts";
import { type AllowList, allowsPort } from "./allow-list.ts";
import { type ConnectionPool, openConnection, type TargetConnection } from "./connection-pool.ts";
import { type AttemptPhase, explainFailure } from "./explain-failure.ts";
import { attemptHeaders, isLoop, REFUSED_METHODS } from "./outgoing-headers.ts";
import { ownServerRefusal, type Resolver } from "./resolve-target.ts";
import { type AttemptStage, MAX_RESPONSE_BODY_BYTES } from "./schema.ts";
import { judgeUrl } from "./target-guard.ts";
import { targetHost, targetPort } from "./target-url.ts";

export type AttemptInput = {
  deliveryId: string;
  /** Counted from 1. */
  number: number;
  method: string;
  url: string;
  headers: HeaderList;
  body: Uint8Array;
  allow: AllowList;
  /** From the first look-up to the last byte. */
  timeoutMs: number;
  /** Origins of this server: never sent to, unless the allow-list names host and port. */
  ownOrigins: readonly string[];
  now: () => Date;
  resolver?: Resolver;
  verifyTls?: boolean;
  /** Connections to use again; without it each attempt has one of its own. */
  connections?: ConnectionPool;
};

/** What came back; `body` is its first 128 KiB as sent (not decompressed). */
type AttemptAnswer = {
  status: number;
  headers: HeaderList;
  body: Uint8Array;
  truncated: boolean;
};

export type AttemptResult = {
  number: number;
  at: Date;
  durationMs: number;
  stage: AttemptStage;
  /** Null when the answer arrived whole (or was cut at 128 KiB by us). */
  error: string | null;
  /** As written, `Host` and `Content-Length` included. */
  request: { method: string; url: string; headers: HeaderList; bodyBytes: number };
  response: AttemptAnswer | null;
};

/**
 * Sends one request and tells how it ended; never throws. A connection that had been used before and
 * was closed by the target before it answered anything is replaced once. Redirects are answers, not
 * instructions. Proxy settings of the environment do not count: they would take the
 * look-up, and so the guard, out of our hands.
 */
export async function sendAttempt(input: AttemptInput): Promise<AttemptResult> {
  const { method, url, number, body } = input;
  const at = input.now();
  const startedMs = performance.now();
  const end = (
    ending: Pick<AttemptResult, "stage" | "error" | "response">,
    headers: HeaderList,
  ): AttemptResult => ({
    number,
    at,
    durationMs: performance.now() - startedMs,
    request: { method, url, headers, bodyBytes: body.length },
    ...ending,
  });

  const judged = judge(input);
  if (!judged.ok) {
    return end({ stage: "guard", error: judged.message, response: null }, input.headers);
  }
  const { fields, written } = attemptHeaders({
    ...{ ...input, ...judged },
    bodyBytes: body.length,
    keepAlive: input.connections !== undefined,
  });
  return end(await exchange(input, judged.url, fields), written);
}

function judge(
  input: AttemptInput,
): { ok: true; url: URL; host: string } | { ok: false; message: string } {
  const { method, headers, allow, ownOrigins } = input;
  if (REFUSED_METHODS.includes(method.toUpperCase())) {
    return { ok: false, message: `${method} requests are captured but not sent on` };
  }
  const verdict = judgeUrl(input.url, allow);
  if (!verdict.ok) return verdict;
  const { url } = verdict;
  const [host, port] = [targetHost(url), targetPort(url)];
  if (ownOrigins.includes(url.origin) && !allowsPort(allow, host, port)) {
    return { ok: false, message: ownServerRefusal(host, port) };
  }
  if (isLoop(headers)) {
    const message =
      "This request has already come through Hookglass twice (CDN-Loop): sending it on would go round in circles";
    return { ok: false, message };
  }
  return { ok: true, url, host: url.host };
}

type Ending = Pick<AttemptResult, "stage" | "error" | "response">;

/** One request and one answer, over a new connection or one that is still open. */
async function exchange(input: AttemptInput, url: URL, fields: HeaderList): Promise<Ending> {
  const { connections, allow, ownOrigins } = input;
  const guard = {
    ...{ origin: url.origin, allow, ownOrigins, verifyTls: input.verifyTls ?? true },
    ...(input.resolver ? { resolver: input.resolver } : {}),
  };
  const connection = connections?.take(guard) ?? openConnection(guard);
  let ended = await exchangeOver(connection, input, url, fields);
  if (connection.reused && ended.lost) {
    const fresh = openConnection(guard);
    ended = await exchangeOver(fresh, input, url, fields);
    if (ended.reusable) connections?.giveBack(guard, fresh);
  } else if (ended.reusable) connections?.giveBack(guard, connection);
  return ended.ending;
}

/** `lost`: it broke before anything was answered; `reusable`: the answer came whole and it stays open. */
type Exchanged = { ending: Ending; lost: boolean; reusable: boolean };

async function exchangeOver(
  connection: TargetConnection,
  input: AttemptInput,
  url: URL,
  fields: HeaderList,
): Promise<Exchanged> {
  const { timeoutMs } = input;
  const { client } = connection;
  const deadline = new AbortController();
  // A connection that is still open goes straight to the request.
  let phase: AttemptPhase = "request";
  connection.watch({
    timeoutMs,
    signal: deadline.signal,
    onPhase: (next) => {
      phase = next;
    },
  });
  if (!connection.reused) phase = "dns";

  const answer = createAnswer();
  let complete = false;
  let timer: NodeJS.Timeout | undefined;
  const ending = await new Promise<unknown>((finish) => {
    timer = setTimeout(() => {
      const error = new DOMException("The attempt took too long", "TimeoutError");
      deadline.abort(error);
      finish(error);
    }, timeoutMs);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => {},
      onResponseStart: (controller, statusCode) => {
        phase = "answer";
        answer.start(statusCode, flatHeaders(controller.rawHeaders));
      },
      onResponseData: (_controller, chunk) => {
        if (!answer.add(chunk)) finish(null);
      },
      onResponseEnd: () => {
        complete = true;
        finish(null);
      },
      onResponseError: (_controller, error) => finish(error),
    };
    try {
      client.dispatch(
        {
          path: `${url.pathname}${url.search}`,
          method: asMethod(input.method),
          headers: fields.flat(),
          body: input.body.length > 0 ? asBuffer(input.body) : null,
          reset: input.connections === undefined,
        },
        handler,
      );
    } catch (error) {
      finish(error);
    }
  });
  clearTimeout(timer);
  const reusable = input.connections !== undefined && complete;
  if (!reusable) {
    // Whatever of the answer is still to come is not wanted: the connection goes.
    deadline.abort();
    client.destroy().catch(() => {});
  }

  const response = answer.read();
  if (ending === null) {
    return { ending: { stage: "response", error: null, response }, lost: false, reusable };
  }
  const context = {
    phase,
    host: targetHost(url),
    port: targetPort(url),
    timeoutMs,
    answerBytes: answer.bytes(),
  };
  const failure = explainFailure(ending, context);
  const lost = failure.stage === "request" && response === null;
  return { ending: { ...failure, response }, lost, reusable };
}

/** Collects an answer's head and the first 128 KiB of its body. */
function createAnswer() {
  let status: number | null = null;
  let headers: HeaderList = [];
  let truncated = false;
  let bytes = 0;
  const chunks: Buffer[] = [];
  return {
    start(statusCode: number, rawHeaders: string[]) {
      status = statusCode;
      headers = pairHeaders(rawHeaders);
    },
    /** False when there is no room for more. */
    add(chunk: Buffer): boolean {
      if (truncated) return false;
      const room = MAX_RESPONSE_BODY_BYTES - bytes;
      truncated = chunk.length > room;
      // A copy: undici reuses the memory behind the chunk.
      chunks.push(Buffer.from(chunk.subarray(0, room)));
      bytes += Math.min(chunk.length, room);
      return !truncated;
    },
    bytes: () => bytes,
    read(): AttemptAnswer | null {
      if (status === null) return null;
      return { status, headers, body: Buffer.concat(chunks, bytes), truncated };
    },
  };
}

/** HTTP/1.1 gives buffers, one per name and value, in the order of the wire. */
function flatHeaders(raw: Dispatcher.DispatchController["rawHeaders"]): string[] {
  if (!Array.isArray(raw)) return [];
  return raw.map((part) => (typeof part === "string" ? part : part.toString("latin1")));
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** undici's type lists the common methods only; at run time any token will do. */
function asMethod(method: string): Dispatcher.HttpMethod {
  return method as Dispatcher.HttpMethod;
}
