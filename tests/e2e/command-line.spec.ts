import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

test("makes a token in the settings, copies it and a command, and revokes it", async ({
  page,
  bin,
  baseURL,
}) => {
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.goto(`/bins/${bin.id}/settings`);
  const section = page.getByRole("region", { name: "Command line" });
  await expect(section).toContainText("None yet.");
  await section.getByLabel("Name of the token").fill("my laptop");
  await section.getByLabel("Name of the token").press("Enter");

  const shown = section.getByRole("textbox", { name: "API token" });
  await expect(shown).toBeFocused();
  const token = await shown.inputValue();
  expect(token).toMatch(/^hgt_[\w-]{43}$/);
  await section.getByRole("button", { name: "Copy the token" }).click();
  await expect.poll(clipboard).toBe(token);
  await section
    .getByRole("button", { name: "Copy the command: Send captures to your server" })
    .click();
  await expect
    .poll(clipboard)
    .toBe(
      `HOOKGLASS_TOKEN=${token} npx hookglass listen ${baseURL}/bins/${bin.id} --to http://localhost:3000/webhooks`,
    );
  await expectAccessible(page, "a token just made");

  const read = () =>
    fetch(`${baseURL}/api/v1/bins/${bin.id}`, { headers: { authorization: `Bearer ${token}` } });
  expect((await read()).status).toBe(200);
  await page.reload();
  const row = section.getByRole("listitem");
  await expect(row).toContainText(`hgt_…${token.slice(-4)}`);
  await expect(row).toContainText(/last used/);
  await expect(section).not.toContainText(token);

  await row.getByRole("button", { name: "Revoke my laptop" }).click();
  await expect(row.getByRole("button", { name: "Revoke now" })).toBeFocused();
  await row.getByRole("button", { name: "Keep" }).press("Enter");
  await expect(row.getByRole("button", { name: "Revoke my laptop" })).toBeFocused();
  await row.getByRole("button", { name: "Revoke my laptop" }).press("Enter");
  await row.getByRole("button", { name: "Revoke now" }).press("Enter");
  await expect(row).toHaveCount(0);
  await expect(section.getByRole("heading", { name: "Tokens in use" })).toBeFocused();
  expect((await read()).status).toBe(404);
});

test("makes one beside the requests, and says when there are too many", async ({
  page,
  bin,
  inspector,
}) => {
  for (let made = 0; made < 9; made += 1) {
    await page.request.post(`/api/v1/bins/${bin.id}/tokens`, { data: {} });
  }
  await inspector.chooseForBin("Command line…");
  const dialog = page.getByRole("dialog", { name: "Command line" });
  await expect(dialog.getByRole("listitem")).toHaveCount(9);
  await dialog.getByRole("button", { name: "Make a token" }).click();
  await expect(dialog.getByRole("textbox", { name: "API token" })).toBeFocused();
  await expectAccessible(page, "the dialog");
  await dialog.getByRole("button", { name: "Make another" }).click();
  await dialog.getByRole("button", { name: "Make a token" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    "A bin has at most 10 API tokens: revoke one first",
  );
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: /: switch or change$/ })).toBeFocused();
});
