import { createHmac } from "node:crypto";
import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { expect, test } from "./support/fixtures.ts";
import { sendAsGithub } from "./support/signed-webhook.ts";

const SECRET = "It's a Secret to Everybody";

let receiver: HostileReceiver;
test.beforeEach(async () => {
  receiver = await startHostileReceiver();
});
test.afterEach(() => receiver.close());

test("what was edited is signed anew, sent, and its answer shown", async ({
  page,
  bin,
  inspector,
}) => {
  await page.request.put(`/api/v1/bins/${bin.id}/signature`, {
    data: { scheme: "github", secrets: [SECRET] },
  });
  await sendAsGithub(bin.captureUrl, { secret: SECRET });
  await expect(inspector.detail).toBeVisible();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Resend" });
  await dialog.getByRole("textbox", { name: "Target URL" }).fill(`${receiver.origin}/echo`);
  await dialog.getByRole("tab", { name: "Body" }).click();
  await dialog.getByRole("textbox", { name: "Body" }).press("ControlOrMeta+a");
  await page.keyboard.insertText('{"action":"closed"}');
  await dialog.getByRole("switch", { name: "Sign anew" }).click();
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog).toBeHidden();

  const delivery = inspector.detail.locator("[data-delivery-id]");
  await expect(delivery).toContainText("Succeeded");
  await expect(delivery).toContainText("200 OK");
  const [received] = receiver.requests;
  expect(received?.body.toString()).toBe('{"action":"closed"}');
  const names = received?.rawHeaders.map((text) => text.toLowerCase()) ?? [];
  const signature = received?.rawHeaders[names.indexOf("x-hub-signature-256") + 1];
  const expected = createHmac("sha256", SECRET).update('{"action":"closed"}').digest("hex");
  expect(signature).toBe(`sha256=${expected}`);
  await expect(delivery.getByText(/"X-Hub-Signature-256"|rawHeaders/i).first()).toBeVisible();
});
