import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type HeaderList, pairHeaders } from "#lib/http/headers.ts";

/** A request as it came. */
export type Received = { method: string; url: string; headers: HeaderList; body: Buffer };

/** A server of the user's own that writes down what it gets. */
export type Receiver = {
  origin: string;
  port: number;
  received: Received[];
  /** Resolves when so many requests have come. */
  count: (least: number) => Promise<void>;
  close: () => Promise<void>;
};

/** Starts one; `answer` is asked for each request, and says 200 unless it says otherwise. */
export async function startReceiver(
  answer: (request: Received, response: ServerResponse) => Promise<void> | void = () => {},
): Promise<Receiver> {
  const received: Received[] = [];
  let waiters: { least: number; done: () => void }[] = [];
  const tell = () => {
    for (const { done } of waiters.filter(({ least }) => received.length >= least)) done();
    waiters = waiters.filter(({ least }) => received.length < least);
  };
  const server = createServer(async (incoming, response) => {
    const { method = "", url = "", rawHeaders } = incoming;
    const body = await buffer(incoming);
    const request = { method, url, headers: pairHeaders(rawHeaders), body };
    received.push(request);
    tell();
    await answer(request, response);
    if (!response.writableEnded) response.end(`heard ${received.length}`);
  });
  server.maxHeadersCount = 0;
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // A TCP server that listens has a port.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    received,
    count: (least) =>
      new Promise((done) => {
        waiters.push({ least, done });
        tell();
      }),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
