import { expect, test } from "./support/fixtures.ts";

/** Chromium gives colors beyond sRGB as `lab(<lightness> …)`. */
const DARK = /^lab\(\d\./;
const LIGHT = /^lab\(9\d\./;

test("follows the system's theme, also while the page is open", async ({ page, inspector }) => {
  await expect(inspector.connection).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveClass(/\bdark\b/);
  await expect(page.locator("body")).toHaveCSS("background-color", DARK);
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator("html")).toHaveClass(/\blight\b/);
  await expect(page.locator("body")).toHaveCSS("background-color", LIGHT);
});

test("keeps a chosen theme over a reload, against the system's", async ({ page, inspector }) => {
  await expect(inspector.connection).toBeVisible();
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass(/\bdark\b/);
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/\bdark\b/);
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "System" }).click();
  await expect(page.locator("html")).toHaveClass(/\blight\b/);
});
