import { createHmac } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, type OwnBin, test } from "./support/fixtures.ts";
import { sendJson, sendWebhook } from "./support/send-webhook.ts";
import { sendAsStripe } from "./support/signed-webhook.ts";

const SECRET = "whsec_the-secret-of-this-bin";
const BODY = '{"id":"evt_1","object":"event","amount":1200}';

async function checkWith(page: Page, bin: OwnBin, secrets: string[]): Promise<void> {
  const setting = { scheme: "stripe", secrets };
  const answer = await page.request.put(`/api/v1/bins/${bin.id}/signature`, { data: setting });
  expect(answer.status()).toBe(200);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const verdict = (page: Page, status: string) =>
  page.getByRole("article").locator(`[data-verification="${status}"]`).last();

test("a right signature shows its evidence, and code in the language chosen last", async ({
  page,
  bin,
  inspector,
}) => {
  await checkWith(page, bin, [SECRET]);
  const id = await sendAsStripe(bin.captureUrl, { secret: SECRET, signed: BODY });
  await inspector.row(id).click();
  await inspector.openTab("Signature");
  await expect(verdict(page, "verified")).toContainText("Stripe");
  await expect(page.getByText("They are the same.")).toBeVisible();
  await expect(page.getByText("Why it failed")).toBeHidden();

  const languages = page.getByRole("radiogroup", { name: "Language" });
  await expect(languages.getByRole("radio", { name: "Node.js" })).toBeChecked();
  await languages.getByRole("radio", { name: "Ruby" }).click();
  await expect(page.getByRole("textbox", { name: "Ruby code" })).toContainText("require 'openssl'");
  await expect(page.getByText("ruby verify.rb")).toBeVisible();
  await page.getByRole("button", { name: "Copy the Ruby code" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("WEBHOOK_SECRET");
  expect(copied).not.toContain(SECRET);

  await page.reload();
  await inspector.openTab("Signature");
  await expect(languages.getByRole("radio", { name: "Ruby" })).toBeChecked();
});

test("a wrong secret that nothing explains is said to be that", async ({
  page,
  bin,
  inspector,
}) => {
  await checkWith(page, bin, [SECRET]);
  const id = await sendAsStripe(bin.captureUrl, { secret: "whsec_somebody-else", signed: BODY });
  await inspector.row(id).click();
  await inspector.openTab("Signature");
  await expect(verdict(page, "failed")).toContainText("does not match");
  await expect(page.getByText("Most often then the secret is another one")).toBeVisible();
  await expect(page.getByRole("button", { name: "Use this" })).toHaveCount(0);
  await expectAccessible(page);
});

test("what would have matched is said, and a setting is changed by a button", async ({
  page,
  bin,
  inspector,
}) => {
  await checkWith(page, bin, [`"${SECRET}"`]);
  const indented = JSON.stringify(JSON.parse(BODY), null, 2);
  const rewritten = await sendAsStripe(bin.captureUrl, {
    secret: SECRET,
    signed: BODY,
    sent: indented,
    path: "/rewritten",
  });
  const right = await sendAsStripe(bin.captureUrl, { secret: SECRET, signed: BODY });
  await inspector.row(right).click();
  await inspector.openTab("Signature");
  await expect(page.getByText("without the quotation marks around it")).toBeVisible();
  await page.getByRole("button", { name: "Use this" }).click();
  await expect(verdict(page, "verified")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change the signature check" })).toBeFocused();
  await expect(inspector.row(right)).toContainText("Verified");

  await inspector.row(rewritten).click();
  await inspector.openTab("Signature");
  await expect(page.getByText("The body would match without spaces and line breaks")).toBeVisible();
  await expect(page.getByRole("button", { name: "Use this" })).toHaveCount(0);
});

test("an old, an unsigned and another sender's request are told apart", async ({
  page,
  bin,
  inspector,
}) => {
  await checkWith(page, bin, [SECRET]);
  const old = await sendAsStripe(bin.captureUrl, {
    secret: SECRET,
    signed: BODY,
    ageSeconds: 3_960,
  });
  const unsigned = await sendJson(bin.captureUrl, "/unsigned", {});
  const foreign = await sendWebhook(bin.captureUrl, {
    path: "/svix",
    headers: { "svix-id": "msg_1", "svix-timestamp": "1", "svix-signature": "v1,AAAA" },
    body: BODY,
  });
  await inspector.row(old).click();
  await inspector.openTab("Signature");
  await expect(verdict(page, "failed")).toContainText("1 h 6 min old");
  await expect(page.getByText("The signature itself is right.")).toBeVisible();

  await inspector.row(unsigned).click();
  await expect(page.getByText("Nothing was signed")).toBeVisible();

  await inspector.row(foreign).click();
  await expect(page.getByText("These are Svix headers")).toBeVisible();
  await page.getByRole("button", { name: "Use this…" }).click();
  const settings = page.getByRole("dialog", { name: "Signature check" });
  await expect(settings.getByRole("combobox", { name: "Scheme" })).toContainText("Svix");
  await expect(settings.getByRole("textbox").first()).toHaveValue("");
  await expectAccessible(page);
});

test("a secret checked in the browser only leaves no trace", async ({ page, bin, inspector }) => {
  const id = await sendAsStripe(bin.captureUrl, { secret: SECRET, signed: BODY });
  const other = await sendJson(bin.captureUrl, "/other", {});
  await inspector.row(id).click();
  await inspector.openTab("Signature");
  await page.getByRole("button", { name: "Check with a secret" }).click();
  await page.getByRole("button", { name: "Choose Stripe" }).click();
  const check = page.getByRole("button", { name: "Check here" });
  await expect(check).toBeEnabled();
  await expect(page.getByText("Loading the check…")).toBeHidden();
  const field = page.getByLabel("Endpoint signing secret", { exact: true });
  await expect(field).toHaveAttribute("autocomplete", "off");

  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.method()} ${request.url()}`));
  const frames: string[] = [];
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  session.on("Network.webSocketFrameSent", ({ response }) => frames.push(response.payloadData));
  const before = await storedIn(page);

  const result = page.getByRole("region", { name: "Result of the check in this browser" });
  await field.fill("whsec_a-wrong-one");
  await check.click();
  await expect(result).toContainText("Failed");
  await field.fill(SECRET);
  await expect(result).toBeHidden();
  await field.press("Enter");
  await expect(result).toContainText("Verified");
  await expect(result).toContainText("They are the same.");
  await expect(result.getByRole("heading", { name: /^Verified/ })).toBeInViewport();
  expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
  await expectAccessible(page);

  // The page reads its bin and counts dead letters by itself, some seconds after the bin has changed.
  const ownReading = /^GET \S+\/api\/v1\/bins\/\w+(?:\/dead-letters\?limit=1)?$/;
  expect(sent.filter((line) => !ownReading.test(line))).toEqual([]);
  // Socket.io's heartbeat is one character.
  expect(frames.filter((frame) => frame.length > 1)).toEqual([]);
  expect(await storedIn(page)).toEqual(before);

  await inspector.row(other).click();
  await expect(page.getByRole("button", { name: "Check with a secret" })).toBeVisible();
  await inspector.row(id).click();
  await page.getByRole("button", { name: "Check with a secret" }).click();
  await page.getByRole("button", { name: "Choose Stripe" }).click();
  await expect(field).toHaveValue("");
  await expect(result).toBeHidden();
  const setting = await (await page.request.get(`/api/v1/bins/${bin.id}`)).json();
  expect(setting.signature).toBeNull();
});

/** Everything that a page can leave in a browser. */
function storedIn(page: Page): Promise<unknown> {
  return page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    address: location.href,
  }));
}

test("finds a scheme by typing, with what the request looks like first and not chosen", async ({
  page,
  bin,
  inspector,
}) => {
  const id = await sendAsStripe(bin.captureUrl, { secret: SECRET, signed: BODY });
  await inspector.row(id).click();
  await inspector.openTab("Signature");
  await page.getByRole("button", { name: "Choose a scheme" }).click();
  const dialog = page.getByRole("dialog", { name: "Signature check" });
  const scheme = dialog.getByRole("combobox", { name: "Scheme" });
  await expect(scheme).toHaveText("Choose a scheme");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Choose a scheme first.")).toBeVisible();

  await scheme.focus();
  await page.keyboard.press("Enter");
  const list = page.getByRole("listbox", { name: "Signature schemes" });
  await expect(list.getByRole("group", { name: "This request looks like" })).toHaveText("Stripe");
  await expect(list.getByRole("option").first()).toHaveText("Stripe");
  expect(await list.getByRole("option").count()).toBeGreaterThan(100);
  await expectAccessible(page);
  await page.keyboard.type("amazon");
  await expect(list.getByRole("option")).toHaveText(["Generic HMAC"]);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("sns");
  await expect(list.getByRole("option", { selected: true })).toHaveText("AWS SNS");
  await page.keyboard.press("Enter");
  await expect(scheme).toHaveText("AWS SNS");
  await expect(scheme).toBeFocused();
  await expect(dialog.getByLabel("Certificate of AWS SNS")).toBeVisible();
  await expect(dialog.getByLabel("Or its public key")).toBeVisible();
  await expectAccessible(page);

  await dialog.getByRole("button", { name: "Choose Stripe" }).click();
  await dialog.getByLabel("Endpoint signing secret", { exact: true }).fill(SECRET);
  const tolerance = dialog.getByLabel("Timestamp tolerance in seconds");
  await tolerance.fill("five");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(tolerance).toHaveAccessibleDescription(/Must be a number of seconds\./);
  await expect(tolerance).toBeFocused();
  await tolerance.fill("60");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(verdict(page, "verified")).toBeVisible();
});

test("the picker is in reach on a phone", async ({ page, bin, inspector }) => {
  await page.setViewportSize({ width: 380, height: 700 });
  const id = await sendJson(bin.captureUrl, "/", {});
  await inspector.row(id).click();
  await inspector.openTab("Signature");
  await page.getByRole("button", { name: "Choose a scheme" }).click();
  await page.getByRole("combobox", { name: "Scheme" }).click();
  const list = page.getByRole("listbox", { name: "Signature schemes" });
  const last = list.getByRole("option", { name: "Zoom" });
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport();
  await last.click();
  await expect(page.getByRole("combobox", { name: "Scheme" })).toHaveText("Zoom");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(380);
});

test("checks what is stored against a new setting, and tells how far it is", async ({
  page,
  bin,
  inspector,
}) => {
  test.slow();
  const body = new Uint8Array(1024 * 1024);
  const count = 80;
  const digest = createHmac("sha256", "a secret").update(body).digest("hex");
  for (let sent = 0; sent < count; sent += 1) {
    await sendWebhook(bin.captureUrl, { headers: { "x-hub-signature": `sha256=${digest}` }, body });
  }
  await inspector.rows.first().click();
  await page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(window, "seenProgress", seen);
    const note = () => {
      const words = document.querySelector("[data-recheck]")?.textContent;
      if (words && seen.at(-1) !== words) seen.push(words);
    };
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  const data = { scheme: "bitbucket", secrets: ["a secret"] };
  await page.request.put(`/api/v1/bins/${bin.id}/signature`, { data });
  await expect(inspector.rows.first()).toContainText("Verified");
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "seenProgress"))).not.toEqual([]);
  await expect(page.locator("[data-recheck]")).toHaveCount(0, { timeout: 60_000 });
  const seen: string[] = await page.evaluate(() => Reflect.get(window, "seenProgress"));
  for (const words of seen) expect(words).toMatch(new RegExp(`^Checked \\d+ of ${count}$`));
  await inspector.list.press("End");
  await expect(inspector.rows.last()).toContainText("Verified");
});
