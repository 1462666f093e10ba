import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { sendJson } from "./support/send-webhook.ts";

let receiver: HostileReceiver;
test.beforeEach(async () => {
  receiver = await startHostileReceiver();
});
test.afterEach(() => receiver.close());

test("a target that was made by keyboard alone is sent what matches, and counts it", async ({
  page,
  bin,
}) => {
  await page.goto(`/bins/${bin.id}/targets`);
  await expect(page.getByText("No targets yet.")).toBeVisible();
  await page.getByRole("button", { name: "New target" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "New target" });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.insertText("Mine");
  await page.keyboard.press("Tab");
  await page.keyboard.insertText(`${receiver.origin}/echo`);
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("switch", { name: "Append the captured path" })).toBeFocused();
  await page.keyboard.press("Space");
  const filter = dialog.getByRole("textbox", { name: "Filter" });
  await filter.focus();
  await page.keyboard.insertText("method=POST path:/orders");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();

  const target = page.getByRole("list", { name: "Targets" }).getByRole("listitem").first();
  await expect(target).toContainText("Running");
  await expect(target).toContainText("0 succeeded");
  await sendJson(bin.captureUrl, "/other", { not: "wanted" });
  await sendJson(bin.captureUrl, "/orders/7", { wanted: true });
  await expect(target).toContainText("1 succeeded");
  expect(receiver.requests.map(({ url }) => url)).toEqual(["/echo/orders/7"]);
});

test("says where a filter can't be read, and draws the schedule before it is saved", async ({
  page,
  bin,
}) => {
  await page.goto(`/bins/${bin.id}/targets`);
  await page.getByRole("button", { name: "New target" }).click();
  const dialog = page.getByRole("dialog", { name: "New target" });
  const filter = dialog.getByRole("textbox", { name: "Filter" });
  await filter.fill("path:/a method:");
  await expect(dialog.getByText("Character 16: Write what to look for.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Mine");
  await dialog.getByRole("textbox", { name: "URL" }).fill("https://example.com/");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(filter).toBeFocused();
  await filter.fill("");

  const retries = dialog.getByRole("button", { name: /^Retries/ });
  await expect(retries).toContainText("Last try in 1 d 3 h");
  await retries.click();
  const times = dialog.getByRole("list", { name: "When each attempt is made" });
  await expect(times.getByRole("listitem")).toHaveCount(8);
  await dialog.getByRole("combobox", { name: "Schedule" }).click();
  await page.getByRole("option", { name: "Always the same pause" }).click();
  await dialog.getByRole("textbox", { name: "Pause in seconds" }).fill("90");
  await dialog.getByRole("textbox", { name: "Attempts, the first too" }).fill("3");
  await expect(times.getByRole("listitem")).toHaveText([
    "1 at once",
    "2 after 1 min 30 s more",
    "3 after 1 min 30 s more",
  ]);
  await expect(dialog.getByText("Last try in 3 min").last()).toBeVisible();
  await dialog.getByRole("textbox", { name: "Attempts, the first too" }).fill("21");
  await expect(dialog.getByText("Write a whole number of attempts, 1 to 20.")).toBeVisible();
});

test("takes the reader to what the server refuses", async ({ page, bin }) => {
  await page.goto(`/bins/${bin.id}/targets`);
  await page.getByRole("button", { name: "New target" }).click();
  const dialog = page.getByRole("dialog", { name: "New target" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Mine");
  await dialog.getByRole("textbox", { name: "URL" }).fill("https://example.com/");
  await dialog.getByRole("button", { name: /^Headers, signature, timeout/ }).click();
  const timeout = dialog.getByRole("textbox", { name: "Timeout in seconds" });
  await timeout.fill("90");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(timeout).toBeFocused();
  await expect(dialog.getByText("Must be at most 60 s.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "New target" })).toBeFocused();
});

test("pauses, resumes, changes and deletes a target", async ({ page, bin }) => {
  await page.request.post(`/api/v1/bins/${bin.id}/targets`, {
    data: { name: "Mine", url: `${receiver.origin}/status?code=503` },
  });
  await page.goto(`/bins/${bin.id}/targets`);
  const target = page.getByRole("list", { name: "Targets" }).getByRole("listitem").first();
  await target.getByRole("button", { name: "Pause Mine" }).click();
  await expect(target).toContainText("Paused");
  await sendJson(bin.captureUrl, "/orders", { order: 1 });
  await expect(target).toContainText("1 pending");
  expect(receiver.requests).toHaveLength(0);
  await target.getByRole("button", { name: "Resume Mine" }).click();
  await expect(target).toContainText("1 failed attempt");
  await expect(target).toContainText(/Last error .*503/);

  await target.getByRole("button", { name: "Edit Mine" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit Mine" });
  await expect(dialog.getByRole("textbox", { name: "URL" })).toHaveValue(/status\?code=503$/);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Ours");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(target.getByRole("heading", { name: "Ours" })).toBeVisible();
  await expectAccessible(page, "targets");
  await target.getByRole("button", { name: "Delete Ours" }).click();
  await page.getByRole("button", { name: "Keep" }).click();
  await expect(target.getByRole("button", { name: "Delete Ours" })).toBeFocused();
  await target.getByRole("button", { name: "Delete Ours" }).click();
  await page.getByRole("button", { name: "Delete target" }).click();
  await expect(page.getByText("No targets yet.")).toBeVisible();
});
