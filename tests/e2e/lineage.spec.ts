import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { sendWebhook } from "./support/send-webhook.ts";

test("the captures of one event lead to each other, beside what its provider publishes", async ({
  page,
  bin,
  inspector,
}) => {
  const send = (id: string) =>
    sendWebhook(bin.captureUrl, { headers: { "x-github-delivery": id }, body: "{}" });
  const first = await send("one");
  await send("other");
  const second = await send("one");
  await inspector.row(second).click();
  const line = inspector.detail.getByRole("button", {
    name: /^attempt 2 of the same event, .* after the first$/i,
  });
  await line.press("Enter");
  const captures = inspector.detail.getByRole("list", { name: "Captures of this event" });
  await expect(captures.getByRole("listitem")).toHaveCount(2);
  await expect(inspector.detail.getByText("The same event, told by")).toContainText(
    /x-github-delivery/i,
  );
  await expect(
    inspector.detail.getByRole("region", { name: "What GitHub publishes" }),
  ).toContainText("GitHub never sends again by itself");
  await expectAccessible(page, "lineage");
  await captures.getByRole("button", { name: /first time this event was captured/i }).click();
  await expect(inspector.row(first)).toHaveAttribute("aria-selected", "true");
  await expect(
    inspector.detail.getByRole("button", { name: "Captured once more after this" }),
  ).toBeVisible();
});
