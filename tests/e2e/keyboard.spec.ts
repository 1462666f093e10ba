import { expect, test } from "./support/fixtures.ts";
import { sendMany } from "./support/send-webhook.ts";

test.beforeEach(async ({ bin, inspector }) => {
  await sendMany(bin.captureUrl, 3);
  await expect(inspector.rows).toHaveCount(3);
});

test("j and k step down and up the list and stop at its ends", async ({ page, inspector }) => {
  await inspector.row((await inspector.drawnIds())[0] ?? "").click();
  const steps = [
    ["j", "/2"],
    ["j", "/1"],
    ["j", "/1"],
    ["k", "/2"],
    ["k", "/3"],
    ["k", "/3"],
  ] as const;
  for (const [key, path] of steps) {
    await page.keyboard.press(key);
    await expect(inspector.detail).toHaveAccessibleName(`Request POST ${path}`);
    await expect(inspector.list.getByRole("option", { selected: true })).toContainText(path);
  }
});

test("/ leads to the filter, where letters are letters, and Esc out of it", async ({
  page,
  inspector,
}) => {
  await page.keyboard.press("/");
  await expect(inspector.filter).toBeFocused();
  await page.keyboard.type("jk?cr");
  await expect(inspector.filter).toHaveValue("jk?cr");
  await page.keyboard.press("Escape");
  await expect(inspector.filter).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(inspector.filter).not.toBeFocused();
});

test("c copies the capture URL", async ({ page, bin }) => {
  await page.keyboard.press("c");
  await expect(page.getByText("The capture URL is in the clipboard")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(bin.captureUrl);
});

test("? shows every key, and Esc takes the help away", async ({ page }) => {
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const key of ["j", "k", "/", "c", "r", "Esc", "?"]) {
    await expect(help.locator("kbd").getByText(key, { exact: true })).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
});

test("r opens the resend of the open request", async ({ page, inspector }) => {
  await expect(inspector.detail).toBeVisible();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Resend" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("Esc closes the request, then clears the filter", async ({ page, inspector }) => {
  await inspector.filter.fill('"number":1');
  await expect(inspector.rows).toHaveCount(1);
  await inspector.rows.click();
  await expect(inspector.detail).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "No request is open" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(inspector.filter).toHaveValue("");
  await expect(inspector.rows).toHaveCount(3);
});

test("arrow keys, Home and End walk the list when it has the focus", async ({
  page,
  inspector,
}) => {
  await inspector.list.focus();
  for (const [key, path] of [
    ["Home", "/3"],
    ["ArrowDown", "/2"],
    ["End", "/1"],
    ["ArrowUp", "/2"],
  ] as const) {
    await page.keyboard.press(key);
    const active = inspector.list.getByRole("option", { selected: true });
    await expect(active).toContainText(path);
    await expect(inspector.list).toHaveAttribute(
      "aria-activedescendant",
      (await active.getAttribute("id")) ?? "",
    );
  }
});

test("everything is reached by Tab, in the order it is read", async ({ page }) => {
  const stops: string[] = [];
  await page.locator("body").press("Tab");
  for (let stop = 0; stop < 60; stop += 1) {
    const name = await page.evaluate(() => {
      const { activeElement: element } = document;
      return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
    });
    if (stops.length > 0 && name === stops[0]) break;
    stops.push(name);
    await page.keyboard.press("Tab");
  }
  const order = [
    "Skip to content",
    "Send a sample request",
    "Copy capture URL",
    "Filter requests",
    "Requests, newest first",
    "Copy as cURL",
    "More for this request",
    "JSON body",
  ];
  expect(stops.filter((stop) => order.includes(stop))).toEqual(order);
});
