import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { sendJson } from "./support/send-webhook.ts";
import { QUICK_RETRY, saveTarget } from "./support/targets.ts";

let receiver: HostileReceiver;
test.beforeEach(async () => {
  receiver = await startHostileReceiver();
});
test.afterEach(() => receiver.close());

test("dead deliveries are counted, grouped, sent again and cancelled", async ({
  page,
  bin,
  inspector,
}) => {
  const failing = { retry: QUICK_RETRY, url: `${receiver.origin}/status?code=503` };
  const id = await saveTarget(page, bin.id, { ...failing, name: "Mine" });
  const refusing = await saveTarget(page, bin.id, {
    ...{ name: "Refusing", url: `${receiver.origin}/status?code=422` },
    neverRetryStatuses: [422],
  });
  for (const order of [1, 2]) await sendJson(bin.captureUrl, "/orders", { order });
  const link = page.getByRole("link", { name: "4 dead" });
  await expect(link).toBeVisible();
  await expect(inspector.rows).toHaveCount(2);
  await link.click();

  const letters = page
    .getByRole("list", { name: "Dead deliveries, newest first" })
    .getByRole("listitem");
  await expect(letters).toHaveCount(4);
  const reasons = page.getByRole("group", { name: "By reason" });
  await expect(reasons.getByRole("button")).toHaveText(["All4", /^Answered \d{3}2$/, /2$/]);
  await expect(letters.first()).toContainText("POST/orders");
  await expect(letters.filter({ hasText: "to Refusing, http" })).toHaveCount(2);
  await expectAccessible(page, "dead letters");
  await reasons.getByRole("button", { name: "Answered 422" }).click();
  await expect(letters).toHaveCount(2);
  await expect(reasons.getByRole("button", { name: "Answered 422" })).toBeFocused();
  await letters
    .first()
    .getByRole("button", { name: /^Dismiss the delivery/ })
    .click();
  await expect(letters).toHaveCount(1);

  await page.request.patch(`/api/v1/targets/${id}`, { data: { url: `${receiver.origin}/ok` } });
  await reasons.getByRole("button", { name: "Answered 503" }).click();
  await page.getByRole("button", { name: "Send these 2 again" }).click();
  await expect(page.getByText("2 deliveries are on their way again")).toBeVisible();
  await expect(page.getByText("None of them match.")).toBeVisible();
  const arrived = () => receiver.requests.filter(({ url }) => url === "/ok").length;
  await expect.poll(arrived).toBe(2);

  await reasons.getByRole("button", { name: "All" }).click();
  const targets = page.getByRole("group", { name: "By target" });
  await expect(targets.getByRole("button")).toHaveText(["Refusing1"]);
  await targets.getByRole("button", { name: "Refusing" }).click();
  await page.getByRole("button", { name: "Send this one again" }).click();
  await expect(page.getByText("1 delivery is on its way again")).toBeVisible();
  // It is refused once more.
  await expect(targets.getByRole("button")).toHaveText(["Refusing1"]);
  await expect(letters).toHaveCount(1);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export all" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.jsonl$/);
  await page.goto("/dead-letters");
  await expect(letters).toHaveCount(1);
  await letters.first().getByRole("link", { name: "Open the request" }).click();
  await expect(inspector.detail).toBeVisible();

  await page.request.patch(`/api/v1/targets/${refusing}`, {
    data: { url: `${receiver.origin}/ok` },
  });
  await page.goto("/dead-letters");
  await expect(page.getByRole("link", { name: "Export all" })).toBeVisible();
  await page.getByRole("button", { name: "Send this one again" }).click();
  await expect(page.getByText("1 delivery is on its way again")).toBeVisible();
  await expect(page.getByText("Nothing is dead.")).toBeVisible();
});

test("a delivery waits in words, is retried at once, dies, and is dismissed", async ({
  page,
  bin,
  inspector,
}) => {
  await saveTarget(page, bin.id, {
    ...{ name: "Mine", url: `${receiver.origin}/status?code=503` },
    retry: { kind: "linear", everyMs: 60_000, attempts: 2 },
  });
  await sendJson(bin.captureUrl, "/orders", { order: 1 });
  await inspector.openTab("Deliveries");
  const delivery = inspector.detail.locator("[data-delivery-id]");
  await expect(delivery).toContainText("Waiting to retry");
  await expect(delivery).toContainText(/Next try in (?:1 min|\d\d s)/);
  await delivery.getByRole("button", { name: /^Retry now/ }).click();
  await expect(delivery).toContainText("Dead");
  const times = delivery.getByRole("list", { name: "Attempts in time" });
  await expect(times.getByRole("listitem")).toHaveText([/^1 · 503$/, /^2 · 503, \d+ m?s later$/]);
  await expectAccessible(page, "attempts in time");
  await delivery.getByRole("button", { name: /^Dismiss/ }).click();
  await expect(delivery).toContainText("Cancelled");
});
