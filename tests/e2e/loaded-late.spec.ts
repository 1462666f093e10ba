import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { sendJson } from "./support/send-webhook.ts";

test.beforeEach(async ({ bin, inspector }) => {
  await sendJson(bin.captureUrl, "/orders", { order: 1 });
  await expect(inspector.detail).toBeVisible();
});

test("the first key opens a menu whose code is not there yet, and Esc gives the focus back", async ({
  page,
}) => {
  // Not by its role: an open menu hides what is around it from readers.
  const button = page.locator("#request-menu");
  await button.focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: "More for this request" });
  await expect(menu).toBeVisible();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();

  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
});

test("a popover opens and closes with its button, by pointer and by key", async ({ page }) => {
  const button = page.getByRole("button", { name: /Explain the limits/ });
  const limits = page.getByRole("dialog", { name: "Limits" });
  await button.click();
  await expect(limits).toContainText("Dead letters kept");
  await button.click();
  await expect(limits).toBeHidden();
  await button.press("Enter");
  await expect(limits).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(limits).toBeHidden();
  await expect(button).toBeFocused();
});

test("what was loaded at the first touch still speaks when the server is away", async ({
  page,
  context,
}) => {
  await loseServerAfterTouch(page);
  await page.getByRole("button", { name: "Pin" }).click();
  await expect(page.getByText("The pin was not changed")).toBeVisible();
  await context.setOffline(false);
});

test("the page stays when the server is away before the first touch, and what is missing comes later", async ({
  page,
  inspector,
  context,
}) => {
  await context.setOffline(true);
  const button = page.locator("#request-menu");
  await button.click();
  await expect(inspector.detail).toBeVisible();
  await context.setOffline(false);
  await expect(inspector.connection).toHaveText("Live");
  // The first press was waited for in vain; this one takes it back, and the next opens.
  await button.click();
  await button.click();
  await expect(page.getByRole("menu", { name: "More for this request" })).toBeVisible();
});

test("a part that can't be loaded leaves the page as it is, and comes when asked again", async ({
  page,
  context,
  inspector,
  pageProblems,
}) => {
  await loseServerAfterTouch(page);
  await inspector.openTab("Signature");
  const alert = inspector.detail.getByRole("alert");
  await expect(alert).toContainText("That part of the page could not be loaded");
  await page.getByRole("button", { name: "Resend", exact: true }).click();
  await expect(page.getByText("That part of the page could not be loaded").last()).toBeVisible();
  await expect(page.locator("[data-sonner-toast]")).toHaveCount(1);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await context.setOffline(false);
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(inspector.detail.getByText("Check in this browser only")).toBeVisible();
  await page.getByRole("button", { name: "Resend", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Resend" });
  await dialog.getByRole("textbox", { name: "Target URL" }).fill("http://127.0.0.1:9/mine");

  await context.setOffline(true);
  await dialog.getByRole("tab", { name: "Body" }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: "could not be loaded" })).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Target URL" })).toHaveValue(/mine$/);
  await context.setOffline(false);
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByRole("textbox", { name: "Body" })).toBeVisible();
  pageProblems.length = 0;
});

/** Takes the network away once what the first touch asks for is there. */
async function loseServerAfterTouch(page: Page): Promise<void> {
  await page.mouse.move(300, 300);
  await expect(page.getByRole("region", { name: /^Notifications/ })).toBeAttached();
  await page.context().setOffline(true);
}
