import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { expect, test } from "./support/fixtures.ts";

/** Opens the choice of signed samples from the Send menu. */
async function openSamples(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Send a sample request" }).click();
  await page.getByRole("menuitem", { name: "Signed sample…" }).click();
  const dialog = page.getByRole("dialog", { name: "Signed sample" });
  await expect(dialog.getByRole("textbox", { name: "Body" })).toBeVisible();
  return dialog;
}

async function chooseProvider(page: Page, dialog: Locator, search: string, name: string) {
  await dialog.getByRole("button", { name: /^Provider / }).click();
  await page.getByPlaceholder("Search providers and events…").fill(search);
  await page.getByRole("option", { name }).click();
  await expect(dialog.getByRole("button", { name: `Provider ${name}` })).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Body" })).toBeVisible();
}

async function choose(page: Page, dialog: Locator, field: string, option: string) {
  await dialog.getByRole("combobox", { name: field }).click();
  await page.getByRole("option", { name: option }).click();
}

test("sends a provider's event, found by typing, and its signature is right", async ({
  page,
  inspector,
}) => {
  const dialog = await openSamples(page);
  await chooseProvider(page, dialog, "shopif", "Shopify");
  await choose(page, dialog, "Event", "Product updated");
  await expect(dialog.getByText("products/update")).toBeVisible();
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Sent Shopify, Product updated/)).toBeVisible();
  await expect(inspector.rows.first()).toContainText("Verified");
  await expect(inspector.rows.first()).toContainText("/shopify");
  await expect(page.getByRole("button", { name: "Send a sample request" })).toBeFocused();
});

test("finds a provider by what its event is called, with keys alone", async ({
  page,
  inspector,
}) => {
  await page.getByRole("button", { name: "Other providers…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Signed sample" });
  await dialog.getByRole("button", { name: /^Provider / }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("slash");
  await expect(page.getByRole("option")).toHaveText([/Discord/, /Slack/]);
  await expect(page.getByRole("option", { selected: true })).toContainText("Discord");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { selected: true })).toContainText("Slash command");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Provider Slack" })).toBeFocused();
  await expect(dialog.getByRole("combobox", { name: "Event" })).toContainText("Slash command");
  await expect(dialog.getByRole("textbox", { name: "Body" })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(inspector.rows.first()).toContainText("Verified");
});

test("sends what was edited, broken on purpose, and the inspector says why it fails", async ({
  page,
  inspector,
}) => {
  const dialog = await openSamples(page);
  await chooseProvider(page, dialog, "stripe", "Stripe");
  await dialog.getByRole("textbox", { name: "Body" }).press("ControlOrMeta+a");
  await page.keyboard.insertText('{ "type": "edited" }');
  await dialog.getByRole("tab", { name: "Method and path" }).click();
  await dialog.getByRole("textbox", { name: "Path" }).fill("/edited");
  await choose(page, dialog, "Break on purpose", "Stale");
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(inspector.rows.first()).toContainText("/edited");
  await expect(inspector.rows.first()).toContainText("Failed");
  await inspector.openTab("Signature");
  await expect(inspector.detail).toContainText("The signature is right, but the timestamp");
});

test("says what is wrong where it is wrong, and keeps what was typed", async ({
  page,
  inspector,
}) => {
  await expect(inspector.connection).toHaveText("Live");
  const dialog = await openSamples(page);
  await dialog.getByRole("tab", { name: "Headers" }).click();
  const headers = dialog.getByRole("textbox", { name: "Headers" });
  await headers.fill("X-Own: 1\nContent-Length: 7");
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: "Content-Length" })).toContainText(
    "Content-Length is set when the request is sent: leave it out.",
  );
  await expect(headers).toBeFocused();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();
});

test("delivers a sample to a URL of one's own, signed with a secret of one's own", async ({
  page,
  inspector,
}) => {
  const receiver = await startHostileReceiver();
  const dialog = await openSamples(page);
  await dialog.getByRole("textbox", { name: "Secret" }).fill("secret-of-my-handler");
  await dialog.getByRole("radio", { name: "This bin and a URL of yours" }).click();
  await dialog.getByRole("textbox", { name: "Target URL" }).fill(`${receiver.origin}/echo`);
  await choose(page, dialog, "Break on purpose", "Sent twice");
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(inspector.rows).toHaveCount(2);
  await expect(inspector.rows.first()).toContainText("Verified");
  await expect.poll(() => receiver.requests.length).toBe(2);
  expect(receiver.requests[0]?.rawHeaders).toContain("X-Hub-Signature-256");
  await receiver.close();
});

for (const width of [1280, 380]) {
  test(`has no barriers and fits at ${width} pixels`, async ({ page, inspector }) => {
    await page.setViewportSize({ width, height: 740 });
    await expect(inspector.connection).toBeVisible();
    const dialog = await openSamples(page);
    const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const overflow = await dialog.evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expect(dialog.getByRole("button", { name: "Send", exact: true })).toBeInViewport();
  });
}
