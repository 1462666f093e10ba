import { expect, test } from "./support/fixtures.ts";
import { sendJson } from "./support/send-webhook.ts";

/** 248 KB are there, 136 KB of them React and Next.js. What a press asks for is loaded at the first touch. */
const MAX_SCRIPT_BYTES = 250_000;

test("the inspector, with a JSON body open, does not grow beyond its scripts of now", async ({
  page,
  bin,
}, testInfo) => {
  await sendJson(bin.captureUrl, "/orders", { order: 42 });
  const scripts: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(`/bins/${bin.id}`);
  await expect(page.getByRole("treeitem", { name: "order" })).toBeVisible();
  await expect(page.locator("[data-connection]")).toHaveText("Live");
  const sizes = await Promise.all(scripts);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const figure = `${sizes.length} scripts, ${(bytes / 1000).toFixed(1)} KB gzip`;
  testInfo.annotations.push({ type: "measured", description: figure });
  expect(bytes, figure).toBeGreaterThan(0);
  expect(bytes, figure).toBeLessThan(MAX_SCRIPT_BYTES);
});
