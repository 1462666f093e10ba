import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { sendJson } from "./support/send-webhook.ts";
import { saveTarget } from "./support/targets.ts";

let receiver: HostileReceiver;
test.beforeEach(async () => {
  receiver = await startHostileReceiver();
});
test.afterEach(() => receiver.close());

const link = (targetId: string, body: "response" | "original") => ({
  targetId,
  body,
  template: { url: null, headers: [], body: null },
});

test("a chain is drawn before it is saved and after, and refused where it is a circle", async ({
  page,
  bin,
}) => {
  const third = await saveTarget(page, bin.id, { name: "Archive", url: `${receiver.origin}/3` });
  await saveTarget(page, bin.id, {
    name: "Invoices",
    url: `${receiver.origin}/2`,
    forward: false,
    chain: link(third, "original"),
  });
  await page.goto(`/bins/${bin.id}/targets`);
  const invoices = page.getByRole("list", { name: "The chain from Invoices" });
  await expect(invoices.getByRole("listitem")).toHaveText([
    "Invoices",
    "sends the original on toArchive",
  ]);

  await page.getByRole("button", { name: "New target" }).click();
  const dialog = page.getByRole("dialog", { name: "New target" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Orders");
  await dialog.getByRole("textbox", { name: "URL" }).fill(`${receiver.origin}/1`);
  await dialog.getByRole("button", { name: /^Chain/ }).click();
  await dialog.getByRole("combobox", { name: "When it succeeds, send on to" }).click();
  await page.getByRole("option", { name: "Invoices" }).click();
  const steps = ["Orders", "sends the answer on toInvoices", "sends the original on toArchive"];
  const here = dialog.getByRole("list", { name: "The chain from here" });
  await expect(here.getByRole("listitem")).toHaveText(steps);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const orders = page.getByRole("list", { name: "The chain from Orders" });
  await expect(orders.getByRole("listitem")).toHaveText(steps);
  await expect(invoices).toBeHidden();
  await expectAccessible(page, "a chain of targets");

  await page.getByRole("button", { name: "Edit Archive" }).click();
  const edit = page.getByRole("dialog", { name: "Edit Archive" });
  await edit.getByRole("button", { name: /^Chain/ }).click();
  await edit.getByRole("combobox", { name: "When it succeeds, send on to" }).click();
  await page.getByRole("option", { name: "Orders" }).click();
  await expect(edit.getByText("The chain would go round in circles.")).toBeVisible();
});

test("deliveries of a chain stand below the one whose answer they carry on", async ({
  page,
  bin,
  inspector,
}) => {
  const second = await saveTarget(page, bin.id, {
    name: "Second",
    url: `${receiver.origin}/status?code=204`,
    forward: false,
  });
  await saveTarget(page, bin.id, {
    name: "First",
    url: `${receiver.origin}/echo`,
    chain: link(second, "response"),
  });
  await sendJson(bin.captureUrl, "/orders", { order: 1 });
  await inspector.openTab("Deliveries");
  const first = inspector.detail.getByRole("listitem").filter({ hasText: "/echo" }).first();
  const next = first.getByRole("list", { name: /^What the answer of .*\/echo was sent on to$/ });
  await expect(next.locator("[data-delivery-id]")).toHaveCount(1);
  await expect(next).toContainText("Link 1 of a chain");
  await expect(next).toContainText("status?code=204");
  await expect(next).toContainText("Succeeded");
  await expectAccessible(page, "deliveries of a chain");
});
