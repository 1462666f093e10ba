import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

test("leads from the contents to a call, and from its fields to the objects in them", async ({
  page,
}) => {
  await page.goto("/docs/api");
  const contents = page.getByRole("navigation", { name: "On this page" });
  await contents.getByRole("link", { name: "Send a request to a target" }).click();
  const call = page.getByRole("region", { name: "Send a request to a target" });
  await expect(call.getByRole("heading", { level: 3 })).toBeInViewport();
  await expect(call.getByText("/requests/{requestId}/deliveries", { exact: true })).toBeVisible();
  await expect(call.getByText(/^curl -X POST 'http:/)).toContainText("Bearer $TOKEN");
  await call.getByRole("link", { name: "RetryPolicy" }).click();
  await expect(page.getByRole("heading", { name: "RetryPolicy" })).toBeInViewport();
});

test("names every call of the description", async ({ page, request }) => {
  const { paths } = await (await request.get("/api/v1/openapi.json")).json();
  await page.goto("/docs/api");
  const described = Object.values(paths).flatMap((calls) => Object.values(Object(calls)));
  const ids = described.map((call) => String(Object(call).operationId));
  expect(ids.length).toBeGreaterThan(40);
  const shown = await page
    .getByRole("heading", { level: 3 })
    .evaluateAll((headings) => headings.map(({ id }) => id));
  expect(shown).toEqual(expect.arrayContaining(ids));
});

test("can be read without JavaScript", async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.origin}/docs/api#createBin`);
  await expect(page.getByRole("heading", { name: "Make a bin" })).toBeInViewport();
  await context.close();
});

test("is accessible in both themes", async ({ page }) => {
  await page.goto("/docs/api");
  const sections = ["about", "createBin", "createDelivery", "RetryPolicy"];
  const regions = sections.map((id) => `[aria-labelledby="${id}"]`);
  await expectAccessible(page, "API reference", ["header", "nav", ...regions]);
});

test("fits a phone", async ({ page }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await page.goto("/docs/api");
  const widths = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  expect(widths).toEqual([380, 380]);
  await page.getByText("On this page", { exact: true }).click();
  const contents = page.getByRole("navigation", { name: "On this page" });
  await contents.getByRole("link", { name: "Make a share link" }).click();
  await expect(page.getByRole("heading", { name: "Make a share link" })).toBeInViewport();
});
