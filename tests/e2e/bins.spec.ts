import { expect, test } from "./support/fixtures.ts";
import { inspectorOf } from "./support/inspector.ts";
import { sendJson } from "./support/send-webhook.ts";

test("makes another bin and goes back and forth between them", async ({ page, bin, inspector }) => {
  await sendJson(bin.captureUrl, "/in-the-first", {});
  await expect(inspector.rows).toHaveCount(1);

  await inspector.chooseForBin("New bin");
  await expect(page).not.toHaveURL(new RegExp(bin.id));
  await expect(page.getByRole("heading", { name: "Waiting for the first request…" })).toBeVisible();
  await expect(inspector.connection).toHaveText("Live");

  await page.getByRole("button", { name: /: switch or change$/ }).click();
  const bins = page.getByRole("menu").locator('a[href^="/bins/"]:not([href$="/settings"])');
  await expect(bins).toHaveCount(2);
  await page.getByRole("menu").locator(`a[href="/bins/${bin.id}"]`).click();
  await expect(page).toHaveURL(new RegExp(`/bins/${bin.id}`));
  await expect(inspector.rows).toContainText(["/in-the-first"]);
  await expect(inspector.connection).toHaveText("Live");
});

test("renames a bin, in the menu and in the title of the page", async ({ page, inspector }) => {
  await inspector.chooseForBin("Rename…");
  const dialog = page.getByRole("dialog", { name: "Rename bin" });
  await dialog.getByRole("textbox").fill("  Shop, staging  ");
  await dialog.getByRole("textbox").press("Enter");
  await expect(dialog).toBeHidden();
  const menu = page.getByRole("button", { name: "Bin Shop, staging: switch or change" });
  await expect(menu).toBeFocused();
  await page.reload();
  await expect(menu).toBeVisible();
  await expect(page).toHaveTitle("Shop, staging · Hookglass");
});

test("takes no empty name", async ({ page, inspector }) => {
  await inspector.chooseForBin("Rename…");
  const dialog = page.getByRole("dialog", { name: "Rename bin" });
  await dialog.getByRole("textbox").fill("   ");
  await expect(dialog.getByRole("button", { name: "Rename" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
});

test("deletes a bin only after asking", async ({ page, bin, inspector }) => {
  await sendJson(bin.captureUrl, "/doomed", {});
  await inspector.chooseForBin("Delete bin…");
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("It holds 1 request.");
  await question.getByRole("button", { name: "Keep" }).click();
  await expect(question).toBeHidden();
  await expect(inspector.rows).toHaveCount(1);

  await inspector.chooseForBin("Delete bin…");
  await question.getByRole("button", { name: "Delete bin" }).click();
  await expect(page).toHaveURL(/\/bins\/(?!.*request=)[a-z0-9]+$/);
  await expect(page).not.toHaveURL(new RegExp(bin.id));
  const afterwards = await fetch(bin.captureUrl, { method: "POST" });
  expect(afterwards.status).toBe(404);
});

test("tells another tab at once that its bin was deleted", async ({ page, bin, inspector }) => {
  await expect(inspector.connection).toBeVisible();
  await page.request.delete(`/api/v1/bins/${bin.id}`);
  await expect(page.getByRole("heading", { name: "This bin was deleted" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy capture URL" })).toHaveCount(0);
  await page.getByRole("link", { name: "Open another bin" }).click();
  await expect(page).not.toHaveURL(new RegExp(bin.id));
  await expect(inspectorOf(page).connection).toHaveText("Live");
});

test("shows a stranger's bin as nothing at all", async ({ page, browser, bin, baseURL }) => {
  const stranger = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const theirs = await stranger.newPage();
  const answer = await theirs.goto(`/bins/${bin.id}`);
  expect(answer?.status()).toBe(404);
  await expect(theirs.getByRole("heading", { name: "Nothing can be shown here" })).toBeVisible();
  await page.goto(`/bins/${bin.id}`);
  await expect(page.getByRole("heading", { name: "Waiting for the first request…" })).toBeVisible();
  await stranger.close();
});
