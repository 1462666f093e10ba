import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { openInspector, withBrowser } from "./browser.ts";
import type { Measurement } from "./measurement.ts";
import { withServer } from "./servers.ts";
import { webhook } from "./webhook.ts";

const KILOBYTE = 1000;

/** JavaScript that the browser loads for the inspector, gzipped, in a first visit. */
export async function measurePageWeight(): Promise<Measurement[]> {
  return withServer({}, (bench) =>
    withBrowser(bench, async (page) => {
      const scripts: Response[] = [];
      page.on("response", (response) => {
        if (response.request().resourceType() === "script") scripts.push(response);
      });
      await fetch(bench.bin.captureUrl, { method: "POST", ...webhook });
      await openInspector(page, bench);
      await page.waitForLoadState("networkidle");
      const opened = await gzippedBytes(scripts);
      const files = scripts.length;
      await openFirstRequest(page);
      const withRequest = await gzippedBytes(scripts);
      return [
        {
          name: "inspector, as it opens",
          value: opened / KILOBYTE,
          unit: "KB",
          target: { atMost: 250 },
          note: `${files} files, gzip`,
        },
        {
          name: "inspector, with a JSON request open",
          value: withRequest / KILOBYTE,
          unit: "KB",
          note: `${scripts.length} files, gzip`,
        },
      ];
    }),
  );
}

async function openFirstRequest(page: Page): Promise<void> {
  await page.locator("[data-request-id]").first().click();
  await page.getByRole("article").waitFor();
  await page.waitForLoadState("networkidle");
}

async function gzippedBytes(scripts: readonly Response[]): Promise<number> {
  const bodies = await Promise.all(scripts.map((script) => script.body()));
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
}
