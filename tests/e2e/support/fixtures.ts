import { test as base, type ConsoleMessage, expect } from "@playwright/test";
import { z } from "zod";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";
import { type Inspector, inspectorOf } from "./inspector.ts";

const binSchema = z.object({
  id: z.string(),
  slug: z.string(),
  captureUrl: z.url(),
  ownerToken: z.string(),
});

/** A bin whose owner is the test's browser. */
export type OwnBin = z.infer<typeof binSchema>;

type WorkerFixtures = {
  /** Settings of the worker's server; `test.use` with others gives a file a server of its own. */
  serverEnv: Record<string, string>;
  server: TestServer;
};

type TestFixtures = {
  /** Everything that went wrong in a page so far; a test that expects problems empties it. */
  pageProblems: string[];
  bin: OwnBin;
  /** The inspector of `bin`, open and live. */
  inspector: Inspector;
};

const SERVER_ENV = { HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8" };

/** Refused calls and lost connections are what tests provoke; the page has to tell them itself. */
const EXPECTED_NOISE = /Failed to load resource|WebSocket connection to/;

/** Playwright's `test` with a real server for each worker, and a browser and a bin for each test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  serverEnv: [{}, { option: true, scope: "worker" }],
  server: [
    async ({ serverEnv }, use) => {
      const server = await startServer({ env: { ...SERVER_ENV, ...serverEnv } });
      await use(server);
      await discardServer(server);
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  pageProblems: [
    async ({ context }, use) => {
      const problems: string[] = [];
      context.on("weberror", (error) => problems.push(String(error.error())));
      context.on("console", (message) => {
        if (isProblem(message)) problems.push(`${message.type()}: ${message.text()}`);
      });
      await use(problems);
      expect(problems, "errors and warnings in the page").toEqual([]);
    },
    { auto: true },
  ],
  bin: async ({ context, baseURL }, use) => {
    const made = await context.request.post(`${baseURL}/api/v1/bins`, { data: {} });
    expect(made.status()).toBe(201);
    await use(binSchema.parse(await made.json()));
  },
  inspector: async ({ page, bin }, use) => {
    const inspector = inspectorOf(page);
    await page.goto(`/bins/${bin.id}`);
    await expect(inspector.connection).toHaveText("Live");
    await use(inspector);
  },
});

function isProblem(message: ConsoleMessage): boolean {
  if (message.type() !== "error" && message.type() !== "warning") return false;
  return !EXPECTED_NOISE.test(message.text());
}

export { expect };
