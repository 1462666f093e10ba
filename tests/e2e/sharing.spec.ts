import type { Page } from "@playwright/test";
import { expect, type OwnBin, test } from "./support/fixtures.ts";
import { inspectorOf } from "./support/inspector.ts";
import { sendJson, sendWebhook } from "./support/send-webhook.ts";
import { sendAsGithub } from "./support/signed-webhook.ts";

/** A browser that has never seen this server. */
const stranger = test.extend<{ theirs: Page }>({
  theirs: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    await use(await context.newPage());
    await context.close();
  },
});

async function share(page: Page, bin: OwnBin, data: object = {}) {
  const made = await page.request.post(`/api/v1/bins/${bin.id}/shares`, { data });
  expect(made.status()).toBe(201);
  return made.json();
}

stranger(
  "lets the holder of a link read, live, and nothing else",
  async ({ page, theirs, bin, inspector }) => {
    await sendJson(bin.captureUrl, "/orders", { order: 42 });
    await expect(inspector.rows).toHaveCount(1);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Share" });
    await dialog.getByRole("button", { name: "Create link" }).click();
    const link = await dialog.getByRole("textbox", { name: "Share link" }).inputValue();

    await theirs.goto(link);
    const shown = inspectorOf(theirs);
    await expect(theirs.getByText("Read-only · shared link · expires in 7 d")).toBeVisible();
    await expect(shown.connection).toHaveText("Live");
    await expect(shown.rows).toHaveCount(1);
    await expect(theirs.getByRole("treeitem", { name: "order" })).toContainText("42");
    const later = await sendJson(bin.captureUrl, "/later", {});
    await expect(shown.row(later)).toBeVisible();

    for (const name of [/Resend/, /^Pin$/, /Clear all/, /^Share/, /settings/i, /Choose a scheme/]) {
      await expect(theirs.getByRole("button", { name })).toHaveCount(0);
    }
    await expect(shown.tab("Deliveries")).toHaveCount(0);
    await theirs.getByRole("button", { name: "More for this request" }).click();
    await expect(theirs.getByRole("menuitem")).toHaveText([
      "Copy as cURL",
      "Copy permalink",
      "Download the body",
    ]);
    expect(await theirs.context().cookies()).toEqual([]);
  },
);

stranger("refuses every change that a share token asks for", async ({ page, theirs, bin }) => {
  const id = await sendJson(bin.captureUrl, "/orders", {});
  const { id: shareId, token } = await share(page, bin);
  const asked = [
    ["DELETE", `/requests/${id}`],
    ["PATCH", `/requests/${id}`, { pinned: true }],
    ["POST", `/requests/${id}/deliveries`, { target: "http://127.0.0.1:9/" }],
    ["DELETE", `/bins/${bin.id}/requests`],
    ["PATCH", `/bins/${bin.id}`, { name: "taken" }],
    ["PUT", `/bins/${bin.id}/signature`, { scheme: "github", secrets: ["x"] }],
    ["POST", `/bins/${bin.id}/shares`, {}],
    ["GET", `/bins/${bin.id}/shares`],
    ["DELETE", `/shares/${shareId}`],
    ["DELETE", `/bins/${bin.id}`],
  ] as const;
  for (const [method, path, data] of asked) {
    const answer = await theirs.request.fetch(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(data === undefined ? {} : { data }),
    });
    expect([401, 403, 404], `${method} ${path}`).toContain(answer.status());
  }
  const { status } = await fetch(bin.captureUrl, { method: "POST" });
  expect(status).toBe(200);
});

stranger("shows no secret and no address to write to", async ({ page, theirs, bin, inspector }) => {
  const { captureUrl } = bin;
  await page.request.put(`/api/v1/bins/${bin.id}/signature`, {
    data: { scheme: "github", secrets: ["the shared secret"] },
  });
  await sendAsGithub(captureUrl, { secret: "the shared secret" });
  const id = await sendWebhook(captureUrl, {
    path: "/with-credentials",
    headers: {
      authorization: "Bearer topsecret",
      cookie: "session=topsecret",
      "x-api-key": "topsecret",
    },
    body: "plain",
  });
  await expect(inspector.rows).toHaveCount(2);
  const { url } = await share(page, bin);
  await theirs.goto(`${url}?request=${id}`);
  const shown = inspectorOf(theirs);
  await expect(shown.detail).toHaveAccessibleName("Request POST /with-credentials");
  for (const tab of ["Headers", "Query", "Raw", "Signature", "Body"]) {
    await shown.openTab(tab);
    await expect(shown.tab(tab)).toHaveAttribute("aria-selected", "true");
    const content = await theirs.content();
    for (const hidden of ["topsecret", "the shared secret", bin.slug, bin.ownerToken]) {
      expect(content, `${hidden} on ${tab}`).not.toContain(hidden);
    }
  }
});

stranger(
  "is gone at once when the owner revokes the link",
  async ({ page, theirs, bin, inspector }) => {
    await sendJson(bin.captureUrl, "/orders", { order: 42 });
    await expect(inspector.rows).toHaveCount(1);
    const { url } = await share(page, bin);
    await theirs.goto(url);
    await expect(inspectorOf(theirs).connection).toHaveText("Live");

    await page.getByRole("button", { name: "Share", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Share" });
    await dialog.getByRole("button", { name: /^Revoke the link/ }).click();
    await dialog.getByRole("button", { name: "Revoke now" }).click();
    await expect(theirs.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    await expect(theirs.getByText("order")).toHaveCount(0);
    await theirs.goto(url);
    await expect(theirs.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  },
);

stranger("opens one request alone when the link is for one", async ({ page, theirs, bin }) => {
  const other = await sendJson(bin.captureUrl, "/other", {});
  const one = await sendJson(bin.captureUrl, "/the-one", { a: 1 });
  const { url, token } = await share(page, bin, { requestId: one });
  await theirs.goto(url);
  const shown = inspectorOf(theirs);
  await expect(shown.connection).toHaveText("Live");
  await expect.poll(shown.drawnIds).toEqual([one]);
  await sendJson(bin.captureUrl, "/later", {});
  const headers = { authorization: `Bearer ${token}` };
  expect((await theirs.request.get(`/api/v1/requests/${other}`, { headers })).status()).toBe(404);
  await expect.poll(shown.drawnIds).toEqual([one]);
});

stranger("asks for the password of a link that has one", async ({ page, theirs, bin }) => {
  await sendJson(bin.captureUrl, "/orders", {});
  const { url } = await share(page, bin, { password: "open sesame" });
  await theirs.goto(url);
  const password = theirs.getByLabel("Password");
  await password.fill("wrong");
  await theirs.getByRole("button", { name: "Open" }).click();
  await expect(theirs.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await password.fill("open sesame");
  await theirs.getByRole("button", { name: "Open" }).click();
  await expect(inspectorOf(theirs).rows).toHaveCount(1);
  await expect(inspectorOf(theirs).connection).toHaveText("Live");
});

stranger("the capture URL lets nobody read", async ({ theirs, bin }) => {
  await sendJson(bin.captureUrl, "/orders", { order: 42 });
  const answers = await Promise.all([
    theirs.request.get(bin.captureUrl),
    theirs.request.get(`/bins/${bin.slug}`),
    theirs.request.get(`/s/${bin.slug}`),
    theirs.request.get(`/api/v1/bins/${bin.slug}/requests`),
    theirs.request.get(`/api/v1/bins/${bin.id}/requests`, {
      headers: { authorization: `Bearer ${bin.slug}` },
    }),
  ]);
  for (const answer of answers) {
    const text = await answer.text();
    expect(text, answer.url()).not.toContain("/orders");
    expect(text, answer.url()).not.toContain("order");
  }
});
