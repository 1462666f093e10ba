import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { type CommandLine, runHookglass } from "#tests/support/command-line.ts";
import { type ForwardProxy, startForwardProxy } from "#tests/support/forward-proxy.ts";
import { CERTIFICATE, KEY } from "#tests/support/hostile-receiver.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const idSchema = z.object({ id: z.string() });

let server: TestServer;
let bin: TestBin;
let receiver: Receiver;
let cli: CommandLine | undefined;
let proxy: ForwardProxy | undefined;
beforeEach(async () => {
  server = await startServer({ env: { HOOKGLASS_MAX_REQUESTS_PER_BIN: "2000" } });
  bin = await createTestBin(server.origin);
  receiver = await startReceiver();
});
afterEach(async () => {
  await cli?.interrupt();
  cli = undefined;
  await proxy?.close();
  proxy = undefined;
  await receiver.close();
  await discardServer(server);
});

const portOf = (origin: string) => new URL(origin).port;

async function capture(path: string): Promise<string> {
  const response = await fetch(`${server.origin}/in/${bin.slug}${path}`, { method: "POST" });
  return idSchema.parse(await response.json()).id;
}

async function reported(count: number): Promise<string[]> {
  return vi.waitFor(
    async () => {
      const path = `/bins/${bin.id}/deliveries?state=succeeded&limit=200`;
      const { body } = await callApi(server.origin, bin.ownerToken, "GET", path);
      const { items } = z
        .object({ items: z.array(z.object({ requestId: z.string() })) })
        .parse(body);
      expect(items).toHaveLength(count);
      return items.map(({ requestId }) => requestId).toReversed();
    },
    { timeout: 20_000, interval: 50 },
  );
}

describe.each(["SIGTERM", "SIGKILL"] as const)("while the server is ended by %s", (signal) => {
  test("nothing is lost, nothing is doubled, and all of it is reported in order", async () => {
    const [asked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = await startReceiver(async () => {
      asked.resolve();
      await release.promise;
    });
    cli = runHookglass(["listen", bin.id, "--to", slow.origin, "--json"], {
      env: { HOOKGLASS_TOKEN: bin.ownerToken, HOOKGLASS_SERVER: server.origin },
    });
    await cli.line(/^Listening:/, "stderr");
    const ids: string[] = [];
    for (let index = 0; index < 20; index += 1) ids.push(await capture(`/before/${index}`));
    await asked.promise;

    await (signal === "SIGKILL" ? server.kill() : server.stop());
    await cli.line(/is lost: trying again/, "stderr");
    server = await startServer({ dataDir: server.dataDir, env: { PORT: portOf(server.origin) } });
    for (let index = 0; index < 20; index += 1) ids.push(await capture(`/after/${index}`));
    release.resolve();

    await slow.count(40);
    await capture("/last").then((id) => ids.push(id));
    await cli.line(/"\/last"/);
    await slow.close();
    const sent = cli
      .lines()
      .map((line) => z.object({ requestId: z.string() }).parse(JSON.parse(line)));
    expect(sent.map(({ requestId }) => requestId)).toEqual(ids);
    expect(slow.received).toHaveLength(41);
    expect(await reported(41)).toEqual(ids);
    expect(cli.lines("stderr")).toContain("Connected again, and caught up.");
  });
});

test("More than the server sends at once after a gap is read page by page.", async () => {
  const ids: string[] = [];
  for (let index = 0; index < 600; index += 8) {
    ids.push(...(await Promise.all(Array.from({ length: 8 }, () => capture("/many")))));
  }
  cli = runHookglass(["tail", bin.id, "--since", "1d", "--json"], {
    env: { HOOKGLASS_TOKEN: bin.ownerToken, HOOKGLASS_SERVER: server.origin },
  });
  await cli.line(/^Watching/, "stderr");
  await capture("/last");
  await cli.line(/"\/last"/);
  const told = cli.lines().map((line) => idSchema.parse(JSON.parse(line)).id);
  expect(told.slice(0, -1)).toEqual(ids.toSorted());
});

describe("through a proxy", () => {
  const proxied = (more: Record<string, string>) => ({
    ...{ HOOKGLASS_TOKEN: bin.ownerToken, ...more },
  });

  async function deliversThrough(address: string, env: Record<string, string>): Promise<void> {
    cli = runHookglass(["listen", bin.id, "--server", address, "--to", receiver.origin], {
      env: proxied(env),
    });
    await cli.line(/^Listening:/, "stderr");
    const id = await capture("/proxied");
    await receiver.count(1);
    expect(await reported(1)).toEqual([id]);
  }

  test("that forwards plain requests and no upgrades, by long polling", async () => {
    const authority = `hookglass.test:${portOf(server.origin)}`;
    proxy = await startForwardProxy(() => Number(portOf(server.origin)));
    await deliversThrough(`http://${authority}`, { HTTP_PROXY: proxy.origin });
    expect(proxy.asked).toContainEqual(
      expect.stringContaining(`http://${authority}/socket.io/?EIO=4&transport=polling`),
    );
    expect(proxy.asked.filter((line) => !line.includes(authority))).toEqual([]);
  });

  test("that tunnels TLS, by WebSocket", async () => {
    const terminator = createTlsServer({ key: KEY, cert: CERTIFICATE }, (socket) => {
      const inner = connect(Number(portOf(server.origin)), "127.0.0.1");
      socket.pipe(inner).pipe(socket);
      socket.on("error", () => inner.destroy());
      inner.on("error", () => socket.destroy());
    });
    await new Promise<void>((listening) => terminator.listen(0, "127.0.0.1", listening));
    const { port } = terminator.address() as AddressInfo;
    proxy = await startForwardProxy(() => port);
    const folder = await mkdtemp(join(tmpdir(), "hookglass-cli-"));
    const trusted = join(folder, "ca.pem");
    await writeFile(trusted, CERTIFICATE);
    await deliversThrough("https://hostile.test", {
      ...{ HTTPS_PROXY: proxy.origin, NODE_EXTRA_CA_CERTS: trusted },
    });
    expect(new Set(proxy.asked)).toEqual(new Set(["CONNECT hostile.test:443"]));
    await cli?.interrupt();
    terminator.close();
    await rm(folder, { recursive: true });
  });

  test("unless NO_PROXY or the machine itself is meant", async () => {
    proxy = await startForwardProxy(() => Number(portOf(server.origin)));
    await deliversThrough(server.origin, { HTTP_PROXY: proxy.origin });
    await cli?.interrupt();
    const address = `http://hookglass.invalid:${portOf(server.origin)}`;
    cli = runHookglass(["tail", bin.id, "--server", address], {
      env: proxied({ HTTP_PROXY: proxy.origin, NO_PROXY: "hookglass.invalid" }),
    });
    expect(await cli.ended).toBe(1);
    expect(cli.lines("stderr")).toEqual([expect.stringContaining(`No connection to ${address}`)]);
    expect(proxy.asked).toEqual([]);
  });
});
