import type { Page } from "@playwright/test";
import { summariesSchema } from "#tests/support/answers.ts";
import { callApi } from "#tests/support/api.ts";
import { startLoad } from "#tests/support/load.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";
import { test as base, expect, type OwnBin } from "./support/fixtures.ts";
import { sendMany } from "./support/send-webhook.ts";

type Mortal = {
  server: () => TestServer;
  /** SIGKILL, as when the machine dies. */
  kill: () => Promise<void>;
  /** On the same port and data folder. */
  startAgain: () => Promise<void>;
};

/** A server of the test's own, that it may kill. */
const test = base.extend<{ mortal: Mortal }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed
  mortal: async ({}, use) => {
    const env = { HOOKGLASS_MAX_REQUESTS_PER_BIN: "5000" };
    let server = await startServer({ env });
    const { origin, dataDir } = server;
    await use({
      server: () => server,
      kill: () => server.kill(),
      startAgain: async () => {
        server = await startServer({ dataDir, env: { ...env, PORT: new URL(origin).port } });
      },
    });
    await discardServer(server);
  },
  baseURL: async ({ mortal }, use) => use(mortal.server().origin),
});

/** What the connection state has said since this was called, in order. */
async function recordWords(page: Page): Promise<() => Promise<string[]>> {
  const words = await page.evaluateHandle(() => {
    const said: string[] = [];
    const note = () => {
      const text = document.querySelector("[data-connection]")?.textContent ?? "";
      if (said.at(-1) !== text) said.push(text);
    };
    note();
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    return said;
  });
  return () => words.jsonValue();
}

/** The ids of the whole list by their place, read by scrolling through it. */
function idsByPlace(page: Page): Promise<string[]> {
  return page.getByRole("listbox").evaluate(async (list) => {
    const ids: string[] = [];
    const frame = () => new Promise(requestAnimationFrame);
    for (let top = 0; top <= list.scrollHeight; top += 300) {
      list.scrollTop = top;
      await frame();
      await frame();
      for (const row of list.querySelectorAll("[role=option]")) {
        const place = Number(row.getAttribute("aria-posinset")) - 1;
        ids[place] = row.getAttribute("data-request-id") ?? "";
      }
    }
    return ids;
  });
}

async function storedIds(bin: OwnBin): Promise<string[]> {
  const { origin } = new URL(bin.captureUrl);
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const path: string = `/bins/${bin.id}/requests?limit=500${cursor && `&cursor=${cursor}`}`;
    const { body } = await callApi(origin, bin.ownerToken, "GET", path);
    const { items, nextCursor } = summariesSchema.parse(body);
    ids.push(...items.map((item) => item.id));
    cursor = nextCursor;
  }
  return ids;
}

test("shows every request once and in order after the server was killed mid-stream", async ({
  page,
  bin,
  inspector,
  mortal,
}) => {
  await page.evaluate(() => Reflect.set(window, "sameDocument", true));
  const words = await recordWords(page);
  const load = startLoad(`${bin.captureUrl}/before`, 1);
  await load.afterMore(100);
  await mortal.kill();
  await load.stop();
  await expect(inspector.connection).toHaveText(/^Offline since \d\d:\d\d$/);
  await mortal.startAgain();
  const after = await sendMany(bin.captureUrl, 20);

  await expect(inspector.connection).toHaveText("Live");
  await expect(inspector.row(after.at(-1) ?? "")).toBeVisible();
  const stored = await storedIds(bin);
  expect(stored).toEqual([...new Set(stored)].sort().reverse());
  expect(load.acknowledged.filter((id) => !stored.includes(id))).toEqual([]);
  await expect.poll(() => idsByPlace(page)).toEqual(stored);
  expect(await page.evaluate(() => Reflect.get(window, "sameDocument"))).toBe(true);
  expect(await words()).toEqual([
    "Live",
    "Reconnecting…",
    expect.stringMatching(/^Offline since \d\d:\d\d$/),
    "Live",
  ]);
});

test("catches up also when more was missed than is sent again", async ({
  page,
  bin,
  inspector,
  mortal,
}) => {
  await sendMany(bin.captureUrl, 5);
  await expect(inspector.rows).toHaveCount(5);
  await page.context().setOffline(true);
  await mortal.kill();
  await expect(inspector.connection).toHaveText(/^Offline since \d\d:\d\d$/);
  await mortal.startAgain();
  const load = startLoad(`${bin.captureUrl}/meanwhile`, 4);
  await load.afterMore(700);
  await load.stop();
  await page.context().setOffline(false);
  await expect(inspector.connection).toHaveText("Live");
  const stored = await storedIds(bin);
  await expect.poll(() => idsByPlace(page), { timeout: 20_000 }).toEqual(stored);
});

test("says since when there is no network, in the reader's own time", async ({
  page,
  bin,
  inspector,
}) => {
  await page.context().setOffline(true);
  const now = await page.evaluate(() => new Date().toTimeString().slice(0, 5));
  await expect(inspector.connection).toHaveText(/^Offline since/);
  const [, since = ""] = /since (\d\d:\d\d)$/.exec(await inspector.connection.innerText()) ?? [];
  expect(since >= now, `${since} is not before ${now}`).toBe(true);
  const ids = await sendMany(bin.captureUrl, 3);
  await page.context().setOffline(false);
  await expect(inspector.connection).toHaveText("Live");
  await expect.poll(inspector.drawnIds).toEqual(ids.toReversed());
});
