import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request as it reached the receiver. */
type ReceivedRequest = {
  method: string;
  url: string;
  rawHeaders: string[];
  body: Buffer;
};

export type HostileReceiver = {
  /** `http://<host>:<port>` or `https://…`. */
  origin: string;
  port: number;
  /** Every request so far, whatever became of its answer. */
  requests: ReceivedRequest[];
  /** TCP connections accepted so far. */
  connections: () => number;
  /** Those of them that are open now. */
  openConnections: () => number;
  /** Bytes written to senders so far. */
  bytesSent: () => number;
  /** Ends the answers of all `/hang` requests so far with a 200. */
  releaseHanging: () => void;
  close: () => Promise<void>;
};

type Reply = (request: ReceivedRequest, response: ServerResponse, url: URL) => void;

const MEGABYTE = Buffer.alloc(1024 * 1024, "x");
const hanging = new WeakMap<Server, ServerResponse[]>();

/** One path per bad habit. Anything else is answered with 200 and `ok`. */
const REPLIES: Record<string, Reply> = {
  "/echo": (request, response) =>
    response
      .writeHead(200, ["X-First", "1", "Set-Cookie", "a=1", "Set-Cookie", "b=2"])
      .end(JSON.stringify({ ...request, body: request.body.toString("base64") })),
  "/status": (_request, response, url) => {
    const retryAfter = url.searchParams.get("retry-after");
    if (retryAfter !== null) response.setHeader("Retry-After", retryAfter);
    response.writeHead(Number(url.searchParams.get("code"))).end("as asked");
  },
  "/slow-headers": (_request, response, url) =>
    void setTimeout(() => response.end("late"), Number(url.searchParams.get("ms"))),
  "/hang": () => {},
  "/reset": (_request, response) => response.socket?.resetAndDestroy(),
  "/close": (_request, response) => response.socket?.end(),
  "/cut-headers": (_request, response) => response.socket?.end("HTTP/1.1 200 OK\r\nX-Cu"),
  "/reset-mid-body": (_request, response) => {
    response.writeHead(200, { "Content-Length": "1000" });
    response.write("x".repeat(100), () => response.socket?.resetAndDestroy());
  },
  "/stall-mid-body": (_request, response) =>
    void response.writeHead(200, { "Content-Length": "1000" }).write("x".repeat(100)),
  "/redirect": (_request, response, url) =>
    response.writeHead(302, { Location: url.searchParams.get("to") ?? "/secret" }).end(),
  "/big": (_request, response) => writeMegabytes(response, 50),
  "/garbage": (_request, response) => response.socket?.end("SSH-2.0-OpenSSH_9.6\r\n\r\n"),
  "/two-lengths": (_request, response) =>
    response.socket?.end("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
  "/huge-headers": (_request, response) =>
    response.writeHead(200, { "X-Huge": "h".repeat(100_000) }).end(),
  "/gzip": (_request, response) =>
    response.writeHead(200, { "Content-Encoding": "gzip" }).end(Buffer.from("1f8b0800", "hex")),
  "/early-hints": (_request, response) => {
    response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    response.writeHead(201).end("made");
  },
  "/keep-alive-close": (_request, response) => {
    response.writeHead(200, { Connection: "keep-alive", "Content-Length": "2" });
    response.end("ok", () => response.socket?.destroy());
  },
};

/** A receiver with every bad habit, on a port of its own at 127.0.0.1 (or at another host). */
export async function startHostileReceiver(
  options: { tls?: boolean; host?: string } = {},
): Promise<HostileReceiver> {
  const { host = "127.0.0.1" } = options;
  const requests: ReceivedRequest[] = [];
  let connections = 0;
  let closed = 0;
  let bytesSent = 0;
  const handle = (incoming: IncomingMessage, response: ServerResponse) =>
    receive(server, requests, incoming, response).catch(() => response.destroy());
  const server: Server = options.tls
    ? createTlsServer({ key: KEY, cert: CERTIFICATE }, handle)
    : createServer(handle);
  server.maxHeadersCount = 0;
  server.on("connection", (socket) => {
    connections += 1;
    socket.on("error", () => {});
    socket.on("close", () => {
      closed += 1;
      bytesSent += socket.bytesWritten;
    });
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((listening) => server.listen(0, host, listening));
  const { port } = addressOf(server);
  return {
    origin: `${options.tls ? "https" : "http"}://${host}:${port}`,
    port,
    requests,
    connections: () => connections,
    openConnections: () => connections - closed,
    bytesSent: () => bytesSent,
    releaseHanging: () => {
      for (const response of hanging.get(server)?.splice(0) ?? []) response.end("released");
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function receive(
  server: Server,
  requests: ReceivedRequest[],
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "", url: target = "/", rawHeaders } = incoming;
  const request = { method, url: target, rawHeaders, body: await buffer(incoming) };
  requests.push(request);
  response.on("error", () => {});
  const url = new URL(target, "http://receiver.test");
  if (url.pathname === "/hang") hanging.set(server, [...(hanging.get(server) ?? []), response]);
  const reply = REPLIES[url.pathname];
  if (reply) reply(request, response, url);
  else response.end("ok");
}

function writeMegabytes(response: ServerResponse, left: number): void {
  if (left === 0 || response.destroyed) {
    response.end();
    return;
  }
  if (response.write(MEGABYTE)) writeMegabytes(response, left - 1);
  else response.once("drain", () => writeMegabytes(response, left - 1));
}

/** A TCP server that listens has a port. */
function addressOf(server: Server): AddressInfo {
  return server.address() as AddressInfo;
}

/** Made for these tests alone, signed by itself, for 127.0.0.1, localhost and hostile.test. */
export const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgTfCuuEGDvbOoMZcR
u5DQzFfuq/UXI5UErQwQu0x7z5ChRANCAAQ9cjDJp0IYp2PSAkxi79JMsRyZCYOW
5GDor5bB9efrKRDCWp2I0axhiC8YIAE0gerC8ElkJhA8Hd3BApwraScc
-----END PRIVATE KEY-----`;

/** Trusted by nobody. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBrzCCAVWgAwIBAgIUN1TgH1QMaU95qnbC6CaKwn7EmjUwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMaG9zdGlsZS50ZXN0MCAXDTI2MTEyNDAzMTQxNVoYDzIxMjYx
MDMxMDMxNDE1WjAXMRUwEwYDVQQDDAxob3N0aWxlLnRlc3QwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAQ9cjDJp0IYp2PSAkxi79JMsRyZCYOW5GDor5bB9efrKRDC
Wp2I0axhiC8YIAE0gerC8ElkJhA8Hd3BApwraScco30wezAdBgNVHQ4EFgQUCQt5
qbVT7vRVdy+6WPF4tsX03WwwHwYDVR0jBBgwFoAUCQt5qbVT7vRVdy+6WPF4tsX0
3WwwDwYDVR0TAQH/BAUwAwEB/zAoBgNVHREEITAfggxob3N0aWxlLnRlc3SCCWxv
Y2FsaG9zdIcEfwAAATAKBggqhkjOPQQDAgNIADBFAiA2pfdH1iGwmU5fX7YHSYry
nT5vOKlKYgbPrQSTMa3EMAIhAM6spHiXN8jKmHvw0SRN9GoB8bQoqUxuPEp8XdDb
NLdU
-----END CERTIFICATE-----`;
