import { expect, test } from "./support/fixtures.ts";
import { sendMany } from "./support/send-webhook.ts";

test("menu, focus and a pressed key wait for a request that loads slowly", async ({
  page,
  bin,
  inspector,
}) => {
  const [first = "", second = "", third = ""] = await sendMany(bin.captureUrl, 3);
  await expect(inspector.rows).toHaveCount(3);
  await inspector.row(first).click();
  await expect(inspector.detail).toHaveAccessibleName("Request POST /1");
  const release = new Map<string, () => void>();
  for (const id of [second, third]) {
    const released = new Promise<void>((resolve) => release.set(id, resolve));
    await page.route(`**/api/v1/requests/${id}`, async (route) => {
      await released;
      await route.continue();
    });
  }
  const loading = page.getByText("Loading the request…");

  await inspector.row(second).click();
  await page.getByRole("button", { name: "More for this request" }).click();
  const remove = page.getByRole("menuitem", { name: "Delete…" });
  await expect(loading).toBeAttached();
  await expect(remove).toBeDisabled();
  release.get(second)?.();
  await expect(remove).toBeEnabled();
  await remove.click();
  await expect(page.getByRole("alertdialog")).toContainText("POST /2 goes");
  await page.keyboard.press("Escape");
  await expect(inspector.detail).toHaveAccessibleName("Request POST /2");

  const newer = page.getByRole("button", { name: "Newer request" });
  await newer.focus();
  await page.keyboard.press("Enter");
  await expect(loading).toBeAttached();
  await expect(newer).toBeFocused();
  await page.keyboard.press("r");
  release.get(third)?.();
  await expect(page.getByRole("dialog", { name: "Resend" })).toContainText("/3");
});
