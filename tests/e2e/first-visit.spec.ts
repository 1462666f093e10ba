import { expect, test } from "./support/fixtures.ts";
import { inspectorOf } from "./support/inspector.ts";
import { sendJson } from "./support/send-webhook.ts";
import { hasCommand, runInShell } from "./support/shell.ts";

test("gives a newcomer a live bin, and shows a webhook the moment it arrives", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/bins\/[a-z0-9]+$/);
  const inspector = inspectorOf(page);
  await expect(inspector.connection).toHaveText("Live");
  await expect(page.getByRole("heading", { name: "Waiting for the first request…" })).toBeVisible();
  const captureUrl = await page
    .getByRole("region", { name: /^Send webhooks/ })
    .locator("code")
    .innerText();

  const id = await sendJson(captureUrl, "/orders", { hello: "world" });
  await expect(inspector.row(id)).toContainText("POST");
  await expect(inspector.row(id)).toContainText("/orders");
  await expect(inspector.detail).toHaveAccessibleName("Request POST /orders");
  await expect(page.getByRole("treeitem", { name: "hello" })).toContainText('"world"');
  await expect(page).toHaveURL(new RegExp(`request=${id}`));
});

test("remembers the bin without an account, by a cookie that scripts cannot read", async ({
  page,
  context,
}) => {
  await page.goto("/");
  await page.waitForURL(/\/bins\//);
  const first = page.url();
  await page.goto("/");
  await expect(page).toHaveURL(first);
  const cookies = await context.cookies();
  expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
    { httpOnly: true, sameSite: "Lax" },
  ]);
});

test("makes the capture URL the largest text of an empty bin", async ({ page, inspector }) => {
  await expect(inspector.connection).toBeVisible();
  const sizes = await page.evaluate(() => {
    const sizeOf = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
    const address = document.querySelector("#capture-url-label ~ div code");
    const all = [...document.querySelectorAll("body *")].filter(
      (element) => element.checkVisibility() && element.textContent !== "",
    );
    const others = all.filter((element) => !address?.contains(element));
    return { address: address ? sizeOf(address) : 0, others: Math.max(...others.map(sizeOf)) };
  });
  expect(sizes.address).toBeGreaterThan(sizes.others);
});

test("offers three ways to a first request, and each works", async ({ page, inspector }) => {
  test.skip(!(await hasCommand("curl")), "there is no curl on this machine");
  await page.getByRole("button", { name: "Copy curl command" }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  await runInShell(command);
  await expect(inspector.rows).toHaveCount(1);
  await expect(page.getByRole("treeitem", { name: "hello" })).toContainText('"world"');

  const send = page.getByRole("button", { name: "Send a sample request" });
  const ways = ["Test request", "GitHub push", "Stripe event"];
  for (const [sent, way] of ways.entries()) {
    await send.click();
    await page.getByRole("menuitem", { name: way }).click();
    await expect(inspector.rows).toHaveCount(sent + 2);
  }
});

test("signs its samples, so that the check can be seen at work", async ({ page, inspector }) => {
  await page.getByRole("button", { name: "GitHub push" }).click();
  await expect(inspector.rows.first()).toContainText("Verified");
});

test("tells screen readers politely what has arrived, the first request too", async ({
  page,
  bin,
  inspector,
}) => {
  const announcements = page.getByTestId("arrivals");
  await expect(announcements).toHaveAttribute("aria-live", "polite");
  await sendJson(bin.captureUrl, "/first", {});
  await expect(inspector.rows).toHaveCount(1);
  await expect(announcements).toHaveText("1 new request, newest POST /first");
});
