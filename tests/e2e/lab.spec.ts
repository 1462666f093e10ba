import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { startLocalServer } from "./support/local-server.ts";
import { sendJson } from "./support/send-webhook.ts";

let receiver: HostileReceiver;
test.beforeEach(async ({ bin, inspector }) => {
  receiver = await startHostileReceiver();
  await sendJson(bin.captureUrl, "/orders", { order: 1 });
  await expect(inspector.detail).toBeVisible();
});
test.afterEach(() => receiver.close());

test("many copies, the same answer: it looks idempotent", async ({ page, inspector }) => {
  await inspector.chooseForRequest("Idempotency lab…");
  const dialog = page.getByRole("dialog", { name: "Idempotency lab" });
  await dialog.getByRole("textbox", { name: "Target URL" }).fill(`${receiver.origin}/ok`);
  await dialog.getByRole("textbox", { name: "Times" }).fill("101");
  await dialog.getByRole("button", { name: "Run" }).click();
  await expect(dialog.getByText("Write a whole number, 2 to 100.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Times" }).fill("5");
  await dialog.getByRole("button", { name: "Run" }).click();
  await expect(dialog.getByRole("status")).toContainText("It looks idempotent");
  await expect(dialog.getByRole("status")).toContainText("All 5 copies got the very same answer");
  await expect(dialog.getByRole("row")).toHaveCount(2);
  await expect(dialog.getByRole("row").last()).toContainText("5 ×");
  await expectAccessible(page, "lab");
  expect(receiver.requests).toHaveLength(5);
});

test("different answers: it does not, and another run can be tried", async ({
  page,
  inspector,
}) => {
  await inspector.chooseForRequest("Idempotency lab…");
  const dialog = page.getByRole("dialog", { name: "Idempotency lab" });
  const counting = await startLocalServer(null);
  await dialog.getByRole("textbox", { name: "Target URL" }).fill(counting.origin);
  await dialog.getByRole("textbox", { name: "Times" }).fill("4");
  await dialog.getByRole("combobox", { name: "Pattern" }).click();
  await page.getByRole("option", { name: "In pairs of duplicates, with a pause" }).click();
  await dialog.getByRole("textbox", { name: "Pause in seconds" }).fill("0");
  await dialog.getByRole("button", { name: "Run" }).click();
  await expect(dialog.getByRole("status")).toContainText("It does not look idempotent");
  await counting.close();
  await dialog.getByRole("button", { name: "Run another" }).click();
  await expect(dialog.getByRole("textbox", { name: "Times" })).toBeVisible();
});
