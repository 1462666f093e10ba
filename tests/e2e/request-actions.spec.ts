import { readFile } from "node:fs/promises";
import { capturedRequestSchema } from "#tests/support/answers.ts";
import { callApi } from "#tests/support/api.ts";
import { expect, test } from "./support/fixtures.ts";
import { sendJson, sendMany, sendWebhook } from "./support/send-webhook.ts";
import { hasCommand, runInShell } from "./support/shell.ts";

test("a permalink opens its request, also after a reload", async ({ page, bin, inspector }) => {
  await sendMany(bin.captureUrl, 3);
  await expect(inspector.rows).toHaveCount(3);
  await inspector.rows.nth(1).click();
  await expect(inspector.detail).toHaveAccessibleName("Request POST /2");
  await inspector.chooseForRequest("Copy permalink");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.reload();
  await expect(inspector.detail).toHaveAccessibleName("Request POST /2");
  await page.goto("about:blank");
  await page.goto(link);
  await expect(inspector.detail).toHaveAccessibleName("Request POST /2");
  await expect(inspector.list.getByRole("option", { selected: true })).toContainText("/2");
});

test("says so when the request of a permalink is gone", async ({ page, bin }) => {
  await sendMany(bin.captureUrl, 1);
  await page.goto(`/bins/${bin.id}?request=01890000-0000-7000-8000-000000000000`);
  await expect(
    page.getByRole("heading", { name: "This request is no longer stored" }),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Resend", exact: true })).toBeHidden();
});

test("Back returns to the list after a request was opened from it", async ({
  page,
  bin,
  inspector,
}) => {
  await sendMany(bin.captureUrl, 2);
  await expect(inspector.rows).toHaveCount(2);
  await page.keyboard.press("Escape");
  await inspector.rows.first().click();
  await expect(inspector.detail).toHaveAccessibleName("Request POST /2");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "No request is open" })).toBeVisible();
  await page.goForward();
  await expect(inspector.detail).toHaveAccessibleName("Request POST /2");
});

test("steps to the newer and the older request by its buttons", async ({
  page,
  bin,
  inspector,
}) => {
  await sendMany(bin.captureUrl, 2);
  await inspector.rows.filter({ hasText: "/2" }).click();
  const newer = page.getByRole("button", { name: "Newer request" });
  const older = page.getByRole("button", { name: "Older request" });
  await expect(newer).toBeDisabled();
  await older.click();
  await expect(inspector.detail).toHaveAccessibleName("Request POST /1");
  await expect(older).toBeDisabled();
  await newer.click();
  await expect(inspector.detail).toHaveAccessibleName("Request POST /2");
});

test("deletes one request after asking, and goes on to the next", async ({
  page,
  bin,
  inspector,
}) => {
  const [first = "", second = "", third = ""] = await sendMany(bin.captureUrl, 3);
  await inspector.row(second).click();
  await inspector.chooseForRequest("Delete…");
  const question = page.getByRole("alertdialog", { name: "Delete this request?" });
  await question.getByRole("button", { name: "Delete request" }).click();
  await expect.poll(inspector.drawnIds).toEqual([third, first]);
  await expect(inspector.detail).toHaveAccessibleName("Request POST /1");
  await page.reload();
  await expect.poll(inspector.drawnIds).toEqual([third, first]);
});

test("clears the list after asking; what is pinned stays until it is meant too", async ({
  page,
  bin,
  inspector,
}) => {
  const [kept = ""] = await sendMany(bin.captureUrl, 3);
  await inspector.row(kept).click();
  await page.getByRole("button", { name: "Pin", exact: true }).click();
  await expect(inspector.row(kept).getByRole("img", { name: "Pinned" })).toBeVisible();

  const clear = page.getByRole("button", { name: "Clear all requests" });
  const question = page.getByRole("alertdialog", { name: "Delete all requests?" });
  await clear.click();
  await expect(question).toContainText("2 requests");
  await question.getByRole("button", { name: "Delete requests" }).click();
  await expect.poll(inspector.drawnIds).toEqual([kept]);
  await expect(inspector.detail).toHaveAccessibleName("Request POST /1");

  await expect(page.getByRole("button", { name: /^0 of 500 kept/ })).toBeVisible();
  await clear.click();
  await expect(question.getByRole("switch")).toBeChecked();
  await question.getByRole("button", { name: "Delete requests" }).click();
  await expect(inspector.rows).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Waiting for the first request…" })).toBeVisible();
});

test("copies as cURL what repeats the request exactly", async ({ page, bin, inspector }) => {
  test.skip(!(await hasCommand("curl")), "there is no curl on this machine");
  const body = `{"it's":"a \\"quoted\\" $HOME \`id\` – ünïcode","n":12345678901234567890}\n`;
  const sent = await sendWebhook(bin.captureUrl, {
    method: "PUT",
    path: "/a%20b/../c?x=[1]&y='",
    headers: { "content-type": "application/json; charset=utf-8", "x-odd": "it's $5; rm -rf" },
    body,
  });
  await inspector.row(sent).click();
  await page.getByRole("button", { name: "Copy as cURL" }).click();
  await expect(page.getByText("The curl command is in the clipboard")).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const { id } = JSON.parse(await runInShell(command));

  await expect(inspector.row(id)).toBeVisible();
  const [original, repeated] = await Promise.all([sent, id].map((which) => read(bin, which)));
  const same = ["method", "target", "bodyBase64", "bodyBytes"] as const;
  for (const field of same) expect(repeated?.[field], field).toEqual(original?.[field]);
  const odd = (request: typeof original) =>
    request?.headers.filter(([name]) => /^(?:x-odd|content-type)$/i.test(name));
  expect(odd(repeated)).toEqual(odd(original));
});

async function read(bin: { captureUrl: string; ownerToken: string }, id: string) {
  const { origin } = new URL(bin.captureUrl);
  const { body } = await callApi(origin, bin.ownerToken, "GET", `/requests/${id}`);
  return capturedRequestSchema.parse(body);
}

test("downloads the body byte for byte, under a harmless name", async ({
  page,
  bin,
  inspector,
}) => {
  const bytes = new Uint8Array(3 * 1024 * 1024).map((_, at) => (at * 31 + (at >> 8)) % 256);
  const sent = await sendWebhook(bin.captureUrl, {
    path: "/etc/passwd",
    headers: { "content-type": "text/html" },
    body: bytes,
  });
  await inspector.row(sent).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    inspector.chooseForRequest("Download the body"),
  ]);
  expect(download.suggestedFilename()).toBe(`${sent}.html.txt`);
  expect(Buffer.compare(await readFile(await download.path()), bytes)).toBe(0);
});

test("shows a pin set elsewhere, and keeps showing what was deleted elsewhere", async ({
  page,
  bin,
  inspector,
}) => {
  const id = await sendJson(bin.captureUrl, "/shared-work", { a: 1 });
  await inspector.row(id).click();
  await page.request.patch(`/api/v1/requests/${id}`, { data: { pinned: true } });
  await expect(page.getByRole("button", { name: "Pin", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.request.delete(`/api/v1/requests/${id}`);
  await expect(page.getByText("This request is no longer stored")).toBeVisible();
  await expect(page.getByRole("treeitem", { name: "a" })).toBeVisible();
});
