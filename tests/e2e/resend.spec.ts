import type { Page } from "@playwright/test";
import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { expect, test } from "./support/fixtures.ts";
import { sendJson } from "./support/send-webhook.ts";

let receiver: HostileReceiver;
test.beforeEach(async ({ bin, inspector }) => {
  receiver = await startHostileReceiver();
  await sendJson(bin.captureUrl, "/orders?x=1", { order: 42 });
  await expect(inspector.detail).toBeVisible();
});
test.afterEach(() => receiver.close());

async function resendTo(page: Page, target: string): Promise<void> {
  await page.getByRole("button", { name: "Resend", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Resend" });
  await dialog.getByRole("textbox", { name: "Target URL" }).fill(target);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("sends a request on as it was captured and shows the answer", async ({ page, inspector }) => {
  await resendTo(page, `${receiver.origin}/echo`);
  await expect(inspector.tab("Deliveries")).toHaveAttribute("aria-selected", "true");
  const delivery = inspector.detail.locator("[data-delivery-id]");
  await expect(delivery).toContainText("Succeeded");
  await expect(delivery).toContainText("200 OK");

  const [received] = receiver.requests;
  expect(received?.method).toBe("POST");
  expect(received?.body.toString()).toBe('{"order":42}');
  const sent = received?.rawHeaders.join("\n");
  expect(sent).toMatch(/^hookglass-delivery-id$/im);
  expect(sent).toMatch(new RegExp(`^host\n127\\.0\\.0\\.1:${receiver.port}$`, "im"));

  await delivery.getByRole("tab", { name: "Answer headers" }).click();
  await expect(delivery.getByRole("table", { name: "Headers of the answer" })).toContainText(
    "X-First1",
  );
});

test("sends what was edited: method, headers and body", async ({ page, inspector }) => {
  await page.getByRole("button", { name: "Resend", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Resend" });
  await dialog.getByRole("textbox", { name: "Target URL" }).fill(`${receiver.origin}/echo`);
  await dialog.getByRole("textbox", { name: "Method" }).fill("PUT");
  await dialog
    .getByRole("textbox", { name: "Headers" })
    .fill("X-Mine: yes\nContent-Type: text/plain");
  await dialog.getByRole("tab", { name: "Body" }).click();
  const body = dialog.getByRole("textbox", { name: "Body" });
  await body.press("ControlOrMeta+a");
  await page.keyboard.insertText("hello, edited");
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(inspector.detail.locator("[data-delivery-id]")).toContainText("Succeeded");
  const [received] = receiver.requests;
  expect(received?.method).toBe("PUT");
  expect(received?.body.toString()).toBe("hello, edited");
  expect(received?.rawHeaders.join("\n")).toContain("X-Mine\nyes\nContent-Type\ntext/plain");
});

test("shows a delivery while it is under way, and its answer when that comes", async ({
  page,
  inspector,
}) => {
  await resendTo(page, `${receiver.origin}/hang`);
  const delivery = inspector.detail.locator("[data-delivery-id]");
  await expect(delivery).toContainText("Running");
  await expect(delivery).toContainText("Waiting for the answer");
  await expect.poll(() => receiver.requests.length).toBe(1);
  receiver.releaseHanging();
  await expect(delivery).toContainText("Succeeded");
  await expect(delivery).toContainText("released");
});

test("says what failed, and where", async ({ page, inspector }) => {
  const closed = await startHostileReceiver();
  await closed.close();
  const deliveries = inspector.detail.locator("[data-delivery-id]");
  await resendTo(page, `${receiver.origin}/status?code=503`);
  await expect(deliveries.first()).toContainText("Failed");
  await expect(deliveries.first()).toContainText("503 Service Unavailable");
  await resendTo(page, `${closed.origin}/`);
  await expect(deliveries).toHaveCount(2);
  await expect(deliveries.first()).toContainText(
    `Connection refused by 127.0.0.1:${closed.port}: is your server running?`,
  );
  await resendTo(page, `${receiver.origin}/redirect?to=/elsewhere`);
  await expect(deliveries).toHaveCount(3);
  await expect(deliveries.first()).toContainText("redirects are not followed");
  expect(receiver.requests.map(({ url }) => url)).toEqual([
    "/status?code=503",
    "/redirect?to=/elsewhere",
  ]);
});

test("remembers targets, and tells what is wrong with one", async ({ page, inspector }) => {
  await resendTo(page, `${receiver.origin}/first`);
  await expect(inspector.detail.locator("[data-delivery-id]")).toContainText("Succeeded");
  await page.getByRole("button", { name: "Resend", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Resend" });
  const target = dialog.getByRole("textbox", { name: "Target URL" });
  await expect(target).toHaveValue(`${receiver.origin}/first`);
  await target.fill("ftp://example.com/");
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await expect(target).toBeFocused();
  expect(receiver.requests).toHaveLength(1);
});
