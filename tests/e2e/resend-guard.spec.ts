import { startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { expect, test } from "./support/fixtures.ts";
import { sendJson } from "./support/send-webhook.ts";

test.use({ serverEnv: { HOOKGLASS_ALLOW_PRIVATE_TARGETS: "" } });

test("refuses private targets in words and reaches none of them", async ({
  page,
  bin,
  inspector,
}) => {
  const receiver = await startHostileReceiver();
  await sendJson(bin.captureUrl, "/orders", { order: 42 });
  await expect(inspector.detail).toBeVisible();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Resend" });
  const target = dialog.getByRole("textbox", { name: "Target URL" });
  await target.fill(`${receiver.origin}/secret`);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(
    page.getByText(/127\.0\.0\.1 is a loopback address.*HOOKGLASS_ALLOW_PRIVATE_TARGETS/).first(),
  ).toBeVisible();
  expect(receiver.connections()).toBe(0);
  await receiver.close();
});
