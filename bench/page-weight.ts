import type { Page, Request } from "@playwright/test";
import { openInspector, withBrowser } from "./browser.ts";
import type { Measurement } from "./measurement.ts";
import { type BenchServer, withServer } from "./servers.ts";
import { webhook } from "./webhook.ts";

const KILOBYTE = 1000;

type Weight = { bytes: number; files: number };

/** JavaScript that a first visit to the inspector loads, as it is transferred: gzipped. */
export async function measurePageWeight(): Promise<Measurement[]> {
  return withServer({}, async (bench) => {
    const empty = await withBrowser(bench, (page) => weigh(page, bench));
    await fetch(bench.bin.captureUrl, { method: "POST", ...webhook });
    const filled = await withBrowser(bench, (page) => weigh(page, bench));
    return [
      toMeasurement("inspector of an empty bin", empty),
      {
        ...toMeasurement("inspector with a JSON request open", filled),
        target: { atMost: 250 },
      },
    ];
  });
}

async function weigh(page: Page, bench: BenchServer): Promise<Weight> {
  const scripts: Request[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script") scripts.push(request);
  });
  await openInspector(page, bench);
  await page.waitForLoadState("networkidle");
  const sizes = await Promise.all(scripts.map((script) => script.sizes()));
  return {
    bytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
    files: scripts.length,
  };
}

function toMeasurement(name: string, { bytes, files }: Weight): Measurement {
  return { name, value: bytes / KILOBYTE, unit: "KB", note: `${files} files` };
}
