import type { IncomingMessage, ServerResponse } from "node:http";
import type { BinVerifier } from "#lib/bins/verifier.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { findHeaders, pairHeaders } from "#lib/http/headers.ts";
import type { Reply } from "#lib/responses/default-reply.ts";
import {
  busyReply,
  type CaptureService,
  type IncomingBody,
  type IncomingHead,
} from "./capture-service.ts";
import { readBody } from "./read-body.ts";

/** How long a refused sender may go on sending before the connection is cut, so that it reads why. */
const LINGER_MS = 5_000;

/**
 * The raw door: takes a bin's request from node:http before Next.js sees it. The head is kept as it
 * was on the wire (order, case and repetition of headers, the raw target).
 */
export async function captureNodeRequest(input: {
  service: CaptureService;
  slug: string;
  request: IncomingMessage;
  response: ServerResponse;
  trustedProxies: number;
  /** True when the sender waits for `100 Continue` before it sends the body. */
  expectsContinue: boolean;
  /** True once this server takes no more: whoever was slow is then told not to come back here. */
  isStopping: () => boolean;
}): Promise<void> {
  const { service, slug, request, response, trustedProxies, expectsContinue } = input;
  const startedMs = performance.now();
  const headers = pairHeaders(request.rawHeaders);
  const head: IncomingHead = {
    slug,
    method: request.method ?? "GET",
    target: request.url ?? "/",
    httpVersion: request.httpVersion,
    remoteAddress: clientAddress({
      socketAddress: request.socket.remoteAddress ?? "",
      forwardedFor: trustedProxies > 0 ? findHeaders(headers, "x-forwarded-for").join(",") : null,
      trustedProxies,
    }),
    headers,
    receivedAt: new Date(),
    fidelity: "wire",
  };

  const admitted = service.admit(head);
  const admission = admitted instanceof Promise ? await admitted : admitted;
  if (!admission.ok) return refuse(request, response, admission.reply, expectsContinue);
  if (expectsContinue) response.writeContinue();

  const read = await readBody(request, service.maxBodyBytes, startedMs);
  if (input.isStopping()) response.shouldKeepAlive = false;
  switch (read.state) {
    case "aborted":
      return;
    case "too_large":
      return refuse(request, response, service.refuseBody(admission.bin, head), false);
    case "no_room":
      return refuse(request, response, busyReply("queue_full"), false);
    case "read":
      return store(service, admission.bin, head, read.body, response);
  }
}

async function store(
  service: CaptureService,
  bin: BinVerifier,
  head: IncomingHead,
  body: IncomingBody,
  response: ServerResponse,
): Promise<void> {
  send(response, await service.capture(bin, head, body));
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  const length =
    reply.status === 204 ? [] : ["Content-Length", String(Buffer.byteLength(reply.body))];
  response.writeHead(reply.status, [...reply.headers.flat(), ...length]);
  response.end(reply.body);
}

/**
 * Answers without having read the body. The rest runs past for a moment: a connection that closes
 * while its sender still writes is reset, and the answer lost. A sender that waits for
 * `100 Continue` sends no body now, so its connection ends here.
 */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  expectsContinue: boolean,
): void {
  if (expectsContinue) {
    send(response, { ...reply, headers: [...reply.headers, ["Connection", "close"]] });
    return;
  }
  send(response, reply);
  if (request.complete || isBodiless(request)) return;
  request.resume();
  const cut = setTimeout(() => request.socket.destroy(), LINGER_MS);
  request.once("close", () => clearTimeout(cut));
}

function isBodiless(request: IncomingMessage): boolean {
  return (
    request.headers["transfer-encoding"] === undefined &&
    (request.headers["content-length"] ?? "0") === "0"
  );
}
