import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { inspectorOf } from "./support/inspector.ts";
import { sendJson, sendMany, sendWebhook } from "./support/send-webhook.ts";
import { sendAsGithub } from "./support/signed-webhook.ts";

test("an empty bin", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Waiting for the first request…" })).toBeVisible();
  await expectAccessible(page, "empty bin");
  await page.getByRole("button", { name: /Explain the limits/ }).click();
  await expect(page.getByRole("dialog", { name: "Limits" })).toBeVisible();
  await expectAccessible(page, "limits");
});

test("a bin with requests, on each tab", async ({ page, bin, inspector }) => {
  await page.request.put(`/api/v1/bins/${bin.id}/signature`, {
    data: { scheme: "github", secrets: ["right"] },
  });
  await sendMany(bin.captureUrl, 3);
  await sendAsGithub(bin.captureUrl, { secret: "right" });
  const wrong = await sendAsGithub(bin.captureUrl, { secret: "wrong" });
  await inspector.row(wrong).click();
  await expect(page.getByRole("treeitem", { name: "action" })).toBeVisible();
  for (const tab of ["Body", "Headers", "Query", "Raw", "Signature", "Deliveries"]) {
    await inspector.openTab(tab);
    await expect(inspector.tab(tab)).toHaveAttribute("aria-selected", "true");
    await expectAccessible(page, tab);
  }
});

test("every view of a body", async ({ page, bin, inspector }) => {
  const form = await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "a=1&b=2",
  });
  const html = await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "text/html" },
    body: "<!-- c --><p class='x'>text</p>",
  });
  const json = await sendJson(bin.captureUrl, "/", { a: [1, null, true, "x"] });
  const broken = await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "application/json" },
    body: "{oops",
  });
  for (const [id, views] of [
    [form, ["Form", "Text"]],
    [html, ["Text", "Hex"]],
    [json, ["Pretty", "Tree"]],
    [broken, ["Tree"]],
  ] as const) {
    await inspector.row(id).click();
    for (const view of views) {
      await inspector.showBodyAs(view);
      await expectAccessible(page, `${id} as ${view}`);
    }
  }
});

test("the filter, its empty answer and a closed request", async ({ page, bin, inspector }) => {
  await sendMany(bin.captureUrl, 2);
  await inspector.filter.fill("number");
  await expect(page.getByText("2 matches")).toBeVisible();
  await inspector.rows.first().click();
  await expect(inspector.detail.locator("mark").first()).toBeVisible();
  await expectAccessible(page, "matches");
  await inspector.filter.fill("nothing like it");
  await expect(page.getByText("No request contains")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "No request is open" })).toBeVisible();
  await expectAccessible(page, "no request open");
});

test("the dialogs of a request and of the list", async ({ page, bin, inspector }) => {
  await sendMany(bin.captureUrl, 1);
  await expect(inspector.detail).toBeVisible();
  const dialogs = [
    ["Keyboard shortcuts", () => page.keyboard.press("?")],
    ["Resend", () => page.keyboard.press("r")],
    ["Share", () => inspector.chooseForRequest("Share this request…")],
    ["Delete this request?", () => inspector.chooseForRequest("Delete…")],
    [
      "Delete all requests?",
      () => page.getByRole("button", { name: "Clear all requests" }).click(),
    ],
  ] as const;
  for (const [name, open] of dialogs) {
    await open();
    const dialog = page.getByRole("dialog", { name }).or(page.getByRole("alertdialog", { name }));
    await expect(dialog).toBeVisible();
    await expectAccessible(page, name);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
});

test("the menus and dialogs of a bin", async ({ page, inspector }) => {
  await page.getByRole("button", { name: /: switch or change$/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page, "switcher");
  await page.keyboard.press("Escape");
  for (const [entry, name] of [
    ["Rename…", "Rename bin"],
    ["Delete bin…", /^Delete .+\?$/],
  ] as const) {
    await inspector.chooseForBin(entry);
    const dialog = page.getByRole("dialog", { name }).or(page.getByRole("alertdialog", { name }));
    await expect(dialog).toBeVisible();
    await expectAccessible(page, entry);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  await expect(page.getByRole("textbox", { name: "Share link" })).toBeVisible();
  await expectAccessible(page, "share link made");
});

test("settings", async ({ page, bin }) => {
  await page.request.put(`/api/v1/bins/${bin.id}/signature`, {
    data: { scheme: "github", secrets: ["right"] },
  });
  await page.request.post(`/api/v1/bins/${bin.id}/shares`, { data: { redact: false } });
  await page.goto(`/bins/${bin.id}/settings`);
  await expect(page.getByText("credentials visible")).toBeVisible();
  await expectAccessible(page, "settings");
});

test("a shared bin, its password and its end", async ({ page, bin, context }) => {
  await sendMany(bin.captureUrl, 2);
  const share = async (data: object) => {
    const made = await page.request.post(`/api/v1/bins/${bin.id}/shares`, { data });
    return made.json();
  };
  const { url } = await share({});
  const locked = await share({ password: "open sesame" });
  await context.clearCookies();
  await page.goto(url);
  await expect(inspectorOf(page).rows).toHaveCount(2);
  await expectAccessible(page, "shared bin");
  await page.goto(locked.url);
  await expect(page.getByLabel("Password")).toBeVisible();
  await expectAccessible(page, "password");
  await page.goto("/s/nothing-of-the-kind");
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await expectAccessible(page, "gone");
});

test("sign-in and not found", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await expectAccessible(page, "sign-in");
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page, "not found");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 380, height: 720 }, isMobile: true, hasTouch: true });

  test("list, request and menu", async ({ page, bin, inspector }) => {
    await sendMany(bin.captureUrl, 2);
    await expect(inspector.rows).toHaveCount(2);
    await expectAccessible(page, "list");
    await page.getByRole("button", { name: "More", exact: true }).tap();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "menu");
    await page.keyboard.press("Escape");
    await inspector.rows.first().tap();
    await expect(inspector.detail).toBeVisible();
    await expectAccessible(page, "request");
  });
});
