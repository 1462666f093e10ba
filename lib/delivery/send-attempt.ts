import { Client, type Dispatcher } from "undici";
import { type HeaderList, pairHeaders } from "#lib/http/headers.ts";
import { type AllowList, allowsPort } from "./allow-list.ts";
import { type AttemptPhase, explainFailure } from "./explain-failure.ts";
import { guardedConnector } from "./guarded-connector.ts";
import { attemptHeaders, isLoop, REFUSED_METHODS } from "./outgoing-headers.ts";
import { ownServerRefusal, type Resolver } from "./resolve-target.ts";
import { type AttemptStage, MAX_RESPONSE_BODY_BYTES } from "./schema.ts";
import { judgeUrl } from "./target-guard.ts";
import { targetHost, targetPort } from "./target-url.ts";

const MAX_RESPONSE_HEADER_BYTES = 64 * 1024;

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
 * Sends one request over a connection of its own and tells how it ended; never throws. Redirects
 * are answers, not instructions. Proxy settings of the environment do not count: they would take the
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
  const { fields, written } = attemptHeaders({ ...input, ...judged, bodyBytes: body.length });
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

/** One connection, one request, one answer. */
async function exchange(input: AttemptInput, url: URL, fields: HeaderList): Promise<Ending> {
  const { timeoutMs } = input;
  const deadline = new AbortController();
  let phase: AttemptPhase = "dns";
  const client = new Client(url.origin, {
    connect: guardedConnector({
      allow: input.allow,
      timeoutMs,
      ownOrigins: input.ownOrigins,
      signal: deadline.signal,
      onPhase: (next) => {
        phase = next;
      },
      ...(input.resolver ? { resolver: input.resolver } : {}),
    }),
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_RESPONSE_HEADER_BYTES,
  });

  const answer = createAnswer();
  const ending = await new Promise<unknown>((finish) => {
    const timer = setTimeout(() => {
      const error = new DOMException("The attempt took too long", "TimeoutError");
      deadline.abort(error);
      finish(error);
    }, timeoutMs);
    deadline.signal.addEventListener("abort", () => clearTimeout(timer));
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => {},
      onResponseStart: (controller, statusCode) => {
        phase = "answer";
        answer.start(statusCode, flatHeaders(controller.rawHeaders));
      },
      onResponseData: (_controller, chunk) => {
        if (!answer.add(chunk)) finish(null);
      },
      onResponseEnd: () => finish(null),
      onResponseError: (_controller, error) => finish(error),
    };
    try {
      client.dispatch(
        {
          path: `${url.pathname}${url.search}`,
          method: asMethod(input.method),
          headers: fields.flat(),
          body: input.body.length > 0 ? Buffer.from(input.body) : null,
          reset: true,
        },
        handler,
      );
    } catch (error) {
      finish(error);
    }
  });
  // Whatever of the answer is still to come is not wanted: the connection goes.
  deadline.abort();
  client.destroy().catch(() => {});

  const response = answer.read();
  if (ending === null) return { stage: "response", error: null, response };
  const context = {
    phase,
    host: targetHost(url),
    port: targetPort(url),
    timeoutMs,
    answerBytes: answer.bytes(),
  };
  return { ...explainFailure(ending, context), response };
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

/** undici's type lists the common methods only; at run time any token will do. */
function asMethod(method: string): Dispatcher.HttpMethod {
  return method as Dispatcher.HttpMethod;
}
