import { chromium, type Page } from "@playwright/test";
import { chromiumPath } from "#tests/support/chromium.ts";
import type { BenchServer } from "./servers.ts";

/** Runs `measure` in a page of a real Chromium that is the bin's owner. */
export async function withBrowser<Result>(
  { server, bin }: BenchServer,
  measure: (page: Page) => Promise<Result>,
): Promise<Result> {
  const executablePath = await chromiumPath();
  const browser = await chromium.launch(executablePath ? { executablePath } : {});
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addCookies([
      { name: "hookglass_owner", value: bin.ownerToken, url: server.origin },
    ]);
    return await measure(await context.newPage());
  } finally {
    await browser.close();
  }
}

/** Opens the bin's page and waits until its list is live. */
export async function openInspector(page: Page, { server, bin }: BenchServer): Promise<void> {
  await page.goto(`${server.origin}/bins/${bin.id}`);
  await page.locator('[data-connection="live"]').waitFor();
}
