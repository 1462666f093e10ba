import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { sendMany } from "./support/send-webhook.ts";
import { saveTarget } from "./support/targets.ts";

let receiver: HostileReceiver;
test.beforeEach(async () => {
  receiver = await startHostileReceiver();
});
test.afterEach(() => receiver.close());

const BY_HAND = { forward: false, appendPath: true, retry: { kind: "none" } };

test("sends all that match the filter to a target, with progress", async ({
  page,
  bin,
  inspector,
}) => {
  await saveTarget(page, bin.id, { ...BY_HAND, name: "Mine", url: receiver.origin });
  await sendMany(bin.captureUrl, 12);
  await expect(inspector.rows).toHaveCount(12);
  await inspector.filter.fill('"number":1');
  await expect(inspector.rows).toHaveCount(4);
  await page.getByRole("button", { name: "Resend all that match" }).click();
  const dialog = page.getByRole("dialog", { name: "Resend many" });
  await expect(dialog.getByRole("checkbox", { name: /^Mine/ })).toBeChecked();
  await expectAccessible(page, "bulk resend");
  // Hidden parts of the checkboxes don't make it scroll into nothing.
  const excess = await dialog.evaluate((box) => box.scrollHeight - box.clientHeight);
  expect(excess).toBeLessThanOrEqual(0);
  await dialog.getByRole("button", { name: "Resend" }).click();
  await expect(dialog.getByRole("status")).toHaveText("All 4 are done");
  await expect(dialog.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "100");
  const urls = receiver.requests.map(({ url }) => url).sort();
  expect(urls).toEqual(["/1", "/10", "/11", "/12"]);
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByRole("button", { name: "Resend all that match" })).toBeFocused();
});

test("is cancelled: what waits is not sent", async ({ page, bin, inspector }) => {
  const paused = { ...BY_HAND, name: "Paused", url: receiver.origin, state: "paused" };
  await saveTarget(page, bin.id, paused);
  await sendMany(bin.captureUrl, 3);
  await expect(inspector.rows).toHaveCount(3);
  await page.getByRole("button", { name: "Resend all requests" }).click();
  const dialog = page.getByRole("dialog", { name: "Resend many" });
  await dialog.getByRole("button", { name: "Resend" }).click();
  await expect(dialog.getByRole("status")).toHaveText("0 of 3 deliveries done");
  await dialog.getByRole("button", { name: "Cancel the resend" }).click();
  await expect(dialog.getByRole("status")).toHaveText("Cancelled: 0 were sent");
  expect(receiver.requests).toHaveLength(0);
});

test("without a target it says where to make one", async ({ page, bin, inspector }) => {
  await sendMany(bin.captureUrl, 1);
  await expect(inspector.rows).toHaveCount(1);
  await page.getByRole("button", { name: "Resend all requests" }).click();
  await page.getByRole("link", { name: "Make a target" }).click();
  await expect(page.getByRole("heading", { name: "Targets" })).toBeVisible();
});
