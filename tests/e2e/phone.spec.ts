import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { sendJson, sendMany, sendWebhook } from "./support/send-webhook.ts";

test.use({ viewport: { width: 380, height: 720 }, isMobile: true, hasTouch: true });

/** Nothing is wider than the screen: neither the page nor what lies outside its scrollers. */
async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const { wide, scrolls } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const hidden = (element: Element): boolean => {
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== "visible") return true;
      }
      return false;
    };
    const tooWide = [...document.body.querySelectorAll("*")].filter(
      (element) =>
        element.checkVisibility() &&
        element.getBoundingClientRect().right > width + 1 &&
        !hidden(element),
    );
    return {
      wide: tooWide.map((element) => `${element.tagName}.${element.className}`),
      scrolls: document.documentElement.scrollWidth > width,
    };
  });
  expect(wide, where).toEqual([]);
  expect(scrolls, where).toBe(false);
}

test("list and request are two screens, and Back leads from one to the other", async ({
  page,
  bin,
  inspector,
}) => {
  await sendMany(bin.captureUrl, 3);
  await expect(inspector.rows).toHaveCount(3);
  await expect(inspector.detail).toBeHidden();
  await expectNoSidewaysScroll(page, "list");

  await inspector.rows.filter({ hasText: "/2" }).tap();
  await expect(inspector.detail).toHaveAccessibleName("Request POST /2");
  await expect(inspector.list).toBeHidden();
  await expect(page.getByRole("region", { name: /^Send webhooks/ })).toBeHidden();

  await page.goBack();
  await expect(inspector.list).toBeVisible();
  await expect(inspector.detail).toBeHidden();
  await inspector.rows.filter({ hasText: "/1" }).tap();
  await page.getByRole("button", { name: "Requests", exact: true }).tap();
  await expect(inspector.list).toBeVisible();
  await expect(page).not.toHaveURL(/request=/);
});

test("leaves the reader of one request alone when others arrive", async ({ bin, inspector }) => {
  await sendMany(bin.captureUrl, 2);
  await inspector.rows.filter({ hasText: "/1" }).tap();
  await sendMany(bin.captureUrl, 3);
  await expect(inspector.detail).toHaveAccessibleName("Request POST /1");
  await expect(inspector.list).toBeHidden();
});

test("keeps the place in the list when a request was read", async ({ page, bin, inspector }) => {
  await sendMany(bin.captureUrl, 40);
  await expect(inspector.rows.filter({ hasText: "/40" })).toBeVisible();
  await inspector.list.evaluate((list) => list.scrollTo(0, 1000));
  const row = inspector.rows.filter({ hasText: "/20" });
  await expect(row).toBeInViewport();
  const before = await row.boundingBox();
  await row.tap();
  await expect(inspector.detail).toBeVisible();
  await page.goBack();
  await expect(row).toBeInViewport();
  expect((await row.boundingBox())?.y).toBe(before?.y);

  await row.tap();
  await sendMany(bin.captureUrl, 3);
  await expect(page.getByText("43 of 500 kept")).toBeAttached();
  await page.goBack();
  await expect(page.getByRole("button", { name: "3 new" })).toBeVisible();
  expect((await row.boundingBox())?.y).toBe(before?.y);
});

test("no tab, dialog or page scrolls sideways, whatever was sent", async ({
  page,
  bin,
  inspector,
}) => {
  await expectNoSidewaysScroll(page, "empty bin");
  const long = "unbroken".repeat(60);
  const id = await sendWebhook(bin.captureUrl, {
    path: `/${long}?${long}=${long}`,
    headers: { "content-type": "application/json", [`x-${"long".repeat(20)}`]: long },
    body: JSON.stringify({ [long]: { deep: { deeper: long } }, list: [1, 2, 3] }),
  });
  await inspector.row(id).tap();
  for (const tab of ["Body", "Headers", "Query", "Raw", "Signature", "Deliveries"]) {
    await inspector.tab(tab).tap();
    await expect(inspector.tab(tab)).toHaveAttribute("aria-selected", "true");
    await expectNoSidewaysScroll(page, tab);
  }
  for (const view of ["Tree", "Pretty", "Text", "Hex"]) {
    await inspector.tab("Body").tap();
    await inspector.showBodyAs(view);
    await expectNoSidewaysScroll(page, view);
  }
  await page.getByRole("button", { name: "Resend", exact: true }).tap();
  await expect(page.getByRole("dialog", { name: "Resend" })).toBeVisible();
  await expectNoSidewaysScroll(page, "resend");
  await page.goto(`/bins/${bin.id}/settings`);
  await expect(page.getByRole("heading", { name: "Bin settings" })).toBeVisible();
  await expectNoSidewaysScroll(page, "settings");
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await expectNoSidewaysScroll(page, "sign-in");
});

test("everything that is pressed is at least 36 pixels high and wide", async ({
  page,
  bin,
  inspector,
}) => {
  await sendJson(bin.captureUrl, "/orders", { order: 42 });
  const small = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("button, a[href], [role=tab], [role=option], input")]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        // The skip link is off the screen until it has the focus.
        .filter(({ element }) => !element.matches(".sr-only"))
        .filter(({ box }) => box.width > 1 && (box.height < 36 || box.width < 36))
        .map(({ element, box }) => {
          const name = element.getAttribute("aria-label") ?? element.textContent?.trim();
          return `${name}: ${Math.round(box.width)}×${Math.round(box.height)}`;
        }),
    );
  await expect(inspector.rows).toHaveCount(1);
  expect(await small(), "list").toEqual([]);
  await inspector.rows.first().tap();
  await expect(page.getByRole("treeitem", { name: "order" })).toBeVisible();
  expect(await small(), "request").toEqual([]);
});

test("says since when it is offline in full, however long the bin's name", async ({
  page,
  bin,
  inspector,
}) => {
  await page.request.patch(`/api/v1/bins/${bin.id}`, { data: { name: "Payments, production" } });
  await expect(page.getByRole("button", { name: /^Bin Payments, production/ })).toBeVisible();
  await page.context().setOffline(true);
  await expect(inspector.connection).toHaveText(/^Offline since \d\d:\d\d$/);
  const words = inspector.connection.locator("span");
  expect(await words.evaluate((span) => span.scrollWidth - span.clientWidth)).toBe(0);
  await expectNoSidewaysScroll(page, "offline");
});

test("folds what is rarely needed into one menu", async ({ page, bin, inspector }) => {
  await sendJson(bin.captureUrl, "/orders", {});
  await expect(inspector.rows).toHaveCount(1);
  await page.getByRole("button", { name: "More", exact: true }).tap();
  await page.getByRole("menuitem", { name: "Share…" }).tap();
  await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "More", exact: true })).toBeFocused();
  await page.getByRole("button", { name: "More", exact: true }).tap();
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeVisible();
  await page.getByRole("menuitem", { name: "Bin settings" }).tap();
  await expect(page.getByRole("heading", { name: "Bin settings" })).toBeVisible();
});

test("the buttons of a long dialog stay in sight, and no field with the focus is behind them", async ({
  page,
  bin,
  inspector,
}) => {
  await page.setViewportSize({ width: 380, height: 480 });
  await sendJson(bin.captureUrl, "/orders", {});
  await inspector.rows.first().tap();
  await page.getByRole("button", { name: "More for this request" }).tap();
  await page.getByRole("menuitem", { name: "Idempotency lab…" }).tap();
  const dialog = page.getByRole("dialog", { name: "Idempotency lab" });
  const run = dialog.getByRole("button", { name: "Run" });
  await expect(run).toBeInViewport({ ratio: 1 });
  const pattern = dialog.getByRole("combobox", { name: "Pattern" });
  await pattern.focus();
  const [field, buttons] = await Promise.all([pattern.boundingBox(), run.boundingBox()]);
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThan(buttons?.y ?? 0);
});
