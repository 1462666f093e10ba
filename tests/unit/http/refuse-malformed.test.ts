import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseMalformed } from "#lib/http/refuse-malformed.ts";
import { sendRaw } from "#tests/support/raw-http.ts";

const server = createServer({ requireHostHeader: false }, (request, response) => {
  if (!refuseMalformed(request, response)) response.end("served");
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

const send = (target: string, headers = "Host: x\r\n") =>
  sendRaw(origin, `GET ${target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`);

test.each(["/", "/a%20b", "/?%zz", "/%F0%9F%A6%89", "//double", "/a%00b"])(
  "lets %s through",
  async (target) => expect(await send(target)).toMatchObject({ status: 200, body: "served" }),
);

test.each([
  ["/%zz", "Host: x\r\n", "starts no character"],
  ["/%E0%A4%A", "Host: x\r\n", "starts no character"],
  ["*", "Host: x\r\n", "nothing at this address"],
  ["/", "Host: x\r\nhost: y\r\n", "one Host header"],
  ["/", "", "one Host header"],
])("refuses %s with %j", async (target, headers, words) => {
  const response = await send(target, headers);
  expect(response.status).toBe(400);
  expect(response.body).toContain(words);
});
