import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { sendAsGithub, sendAsStripe } from "./support/signed-webhook.ts";

const SECRET = "It's a Secret to Everybody";

async function saveSecret(page: Page, secret: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Signature check" });
  await dialog.locator('input[type="password"]').fill(secret);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
}

test("checks signatures from the moment a scheme is chosen, those already here too", async ({
  page,
  bin,
  inspector,
}) => {
  const { captureUrl } = bin;
  const before = await sendAsGithub(captureUrl, { secret: SECRET });
  await inspector.row(before).click();
  await inspector.openTab("Signature");
  await expect(page.getByText("This request looks like GitHub.")).toBeVisible();
  await page.getByRole("button", { name: "Choose a scheme" }).click();
  await page.getByRole("combobox", { name: "Scheme" }).click();
  await page.getByRole("option", { name: "GitHub", exact: true }).click();
  await saveSecret(page, SECRET);
  await expect(inspector.row(before)).toContainText("Verified");
  await expect(inspector.detail.getByRole("heading", { name: "Verified · GitHub" })).toBeVisible();

  const right = await sendAsGithub(captureUrl, { secret: SECRET });
  const wrong = await sendAsGithub(captureUrl, { secret: "another" });
  await expect(inspector.row(right)).toContainText("Verified");
  await expect(inspector.row(wrong)).toContainText("Failed");
});

test("shows what led to a verdict: checks, digests and the signed content", async ({
  page,
  bin,
  inspector,
}) => {
  const { captureUrl } = bin;
  await page.request.put(`/api/v1/bins/${bin.id}/signature`, {
    data: { scheme: "github", secrets: [SECRET] },
  });
  const wrong = await sendAsGithub(captureUrl, { secret: "another" });
  await inspector.row(wrong).click();
  await inspector.openTab("Signature");
  const tab = page.getByRole("tabpanel", { name: "Signature" });
  await expect(tab.getByRole("heading", { name: "Failed · GitHub" })).toBeVisible();
  await expect(tab.getByRole("listitem").filter({ hasText: "Signature not ok" })).toBeVisible();
  await expect(tab).toContainText("Expected");
  await expect(tab).toContainText("Received");
  await expect(tab).toContainText('{"action":"opened","number":7}');
});

test("keeps a right signature and an old timestamp apart", async ({ page, bin, inspector }) => {
  await page.request.put(`/api/v1/bins/${bin.id}/signature`, {
    data: { scheme: "stripe", secrets: ["whsec_test"] },
  });
  const { captureUrl } = bin;
  const old = await sendAsStripe(captureUrl, { secret: "whsec_test", ageSeconds: 3600 });
  const fresh = await sendAsStripe(captureUrl, { secret: "whsec_test", ageSeconds: 0 });
  await expect(inspector.row(fresh)).toContainText("Verified");
  await expect(inspector.row(old)).toContainText("Failed");
  await inspector.row(old).click();
  await inspector.openTab("Signature");
  const checks = page.getByRole("tabpanel", { name: "Signature" }).getByRole("listitem");
  await expect(checks.filter({ hasText: "Signature ok" })).toBeVisible();
  await expect(checks.filter({ hasText: "Timestamp not ok" })).toBeVisible();
});

test("judges again when the secret is replaced, and never gives a secret back", async ({
  page,
  bin,
  inspector,
}) => {
  await page.request.put(`/api/v1/bins/${bin.id}/signature`, {
    data: { scheme: "github", secrets: [SECRET] },
  });
  await page.reload();
  const id = await sendAsGithub(bin.captureUrl, { secret: SECRET });
  await inspector.row(id).click();
  await inspector.openTab("Signature");
  await expect(page.getByRole("heading", { name: "Verified · GitHub" })).toBeVisible();
  await page.getByRole("button", { name: "Change the signature check" }).click();
  expect(await page.content()).not.toContain(SECRET);
  await page.getByRole("button", { name: "Replace" }).click();
  await saveSecret(page, "a new secret, not the sender's");
  await expect(page.getByRole("heading", { name: "Failed · GitHub" })).toBeVisible();
  await expect(inspector.row(id)).toContainText("Failed");

  await page.goto(`/bins/${bin.id}/settings`);
  await expect(page.getByText("Stored encrypted.")).toBeVisible();
  expect(await page.content()).not.toContain("a new secret");
});
