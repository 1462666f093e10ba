import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { type LocalServer, startLocalServer } from "./support/local-server.ts";
import { sendWebhook } from "./support/send-webhook.ts";

let local: LocalServer | undefined;
test.afterEach(() => local?.close());

test.beforeEach(async ({ bin, inspector }) => {
  await sendWebhook(bin.captureUrl, {
    path: "/orders?page=2",
    headers: { "content-type": "application/json", "x-event": "paid", "user-agent": "Shop/1" },
    body: '{"order":1}',
  });
  await expect(inspector.detail).toBeVisible();
});

async function openResend(page: Page) {
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Resend" });
  const target = dialog.getByRole("textbox", { name: "Target URL" });
  await expect(target).toBeFocused();
  return { dialog, target, sendButton: dialog.getByRole("button", { name: "Send", exact: true }) };
}

test("the page sends to a server of its own machine and shows the answer", async ({
  page,
  server,
}) => {
  local = await startLocalServer(server.origin);
  const resend = await openResend(page);
  await resend.dialog.getByRole("radio", { name: "From my browser" }).click();
  await expect(resend.dialog.getByText(/No page may set these/)).toContainText(/user-agent/i);
  await resend.target.fill(`${local.origin}/hooks`);
  await resend.dialog.getByRole("button", { name: "Append it" }).click();
  await resend.sendButton.click();
  const answer = resend.dialog.getByRole("region", { name: "Answer to your browser" });
  await expect(answer).toContainText("200 OK");
  await expect(answer).toContainText("heard");
  await expect(answer).toContainText("It is among the deliveries.");
  await expectAccessible(page, "answer to the browser");
  const [sent] = local.requests.filter(({ method }) => method === "POST");
  expect(sent).toMatchObject({ url: "/hooks/orders?page=2", body: '{"order":1}' });
  expect(sent?.headers).toMatchObject({ "x-event": "paid" });
});

test("what the page has sent stays with the deliveries, and is sent again by the page", async ({
  page,
  server,
  inspector,
}) => {
  local = await startLocalServer(server.origin);
  const resend = await openResend(page);
  await resend.dialog.getByRole("radio", { name: "From my browser" }).click();
  await resend.target.fill(`${local.origin}/hooks`);
  await resend.sendButton.click();
  await expect(resend.dialog.getByText("It is among the deliveries.")).toBeVisible();
  await resend.dialog.getByRole("button", { name: "Close" }).first().click();
  await inspector.openTab("Deliveries");
  const delivery = inspector.detail.locator("[data-delivery-id]");
  await expect(delivery).toContainText("Succeeded");
  await expect(delivery).toContainText("From your browser");
  await expect(delivery).toContainText("heard");
  await page.reload();
  await inspector.openTab("Deliveries");
  await expect(delivery).toContainText("From your browser");
  await delivery.getByRole("button", { name: /^Send again/ }).click();
  await expect(resend.dialog.getByRole("radio", { name: "From my browser" })).toBeChecked();
  await expect(resend.target).toHaveValue(`${local.origin}/hooks`);
});

test("says when the deliveries don't have it, and adds it when asked to", async ({
  page,
  server,
  inspector,
}) => {
  local = await startLocalServer(server.origin);
  await page.route("**/deliveries/reported", (route) => route.abort(), { times: 1 });
  const resend = await openResend(page);
  await resend.dialog.getByRole("radio", { name: "From my browser" }).click();
  await resend.target.fill(local.origin);
  await resend.sendButton.click();
  const answer = resend.dialog.getByRole("region", { name: "Answer to your browser" });
  await expect(answer).toContainText("It was sent, but could not be added to the deliveries");
  await answer.getByRole("button", { name: "Add it again" }).click();
  await expect(answer).toContainText("It is among the deliveries.");
  await page.keyboard.press("Escape");
  await inspector.openTab("Deliveries");
  await expect(inspector.detail.locator("[data-delivery-id]")).toHaveCount(1);
});

test("says what to change when the server does not let the page read", async ({
  page,
  server,
  pageProblems,
}) => {
  local = await startLocalServer(null);
  const resend = await openResend(page);
  await resend.dialog.getByRole("radio", { name: "From my browser" }).click();
  await resend.target.fill(local.origin);
  await resend.sendButton.click();
  const answer = resend.dialog.getByRole("region", { name: "Answer to your browser" });
  await expect(answer).toContainText("it does not allow this page to read its answer (CORS)");
  await expect(answer).toContainText(`Access-Control-Allow-Origin: ${server.origin}`);
  await expect(answer).toContainText(/Access-Control-Allow-Headers: .*x-event/i);
  await expect(answer).toContainText("It is among the deliveries.");
  // The browser tells the console, too.
  pageProblems.length = 0;
});

test("tells a server that is not there, and one that is elsewhere", async ({ page }) => {
  const gone = await startLocalServer(null);
  await gone.close();
  const resend = await openResend(page);
  await resend.dialog.getByRole("radio", { name: "From my browser" }).click();
  await resend.target.fill("https://example.com/");
  await resend.sendButton.click();
  await expect(
    resend.dialog.getByText(/From the browser it goes to http:\/\/localhost/),
  ).toBeVisible();
  await expect(resend.target).toBeFocused();
  await resend.target.fill(gone.origin);
  await resend.sendButton.click();
  await expect(
    resend.dialog.getByText(`Your browser got no connection to ${new URL(gone.origin).host}.`),
  ).toBeVisible();
});

test("works for who came by a page that may reach nothing, and says so where the policy bites", async ({
  page,
  bin,
  server,
  pageProblems,
}) => {
  local = await startLocalServer(server.origin);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Go on without an account" }).click();
  await expect(page).toHaveURL(new RegExp(bin.id));
  await expect(page.getByRole("article")).toBeVisible();
  const send = async (origin: string) => {
    const resend = await openResend(page);
    await resend.dialog.getByRole("radio", { name: "From my browser" }).click();
    await resend.target.fill(origin);
    await resend.sendButton.click();
    return resend.dialog.getByRole("region", { name: "Answer to your browser" });
  };
  await expect(await send(local.origin)).toContainText("200 OK");

  await page.route(`**/bins/${bin.id}`, async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    const policy = headers["content-security-policy"] ?? "";
    const narrow = policy.replace(
      /connect-src [^;]*/,
      `connect-src 'self' ${server.origin.replace("http", "ws")}`,
    );
    await route.fulfill({ response, headers: { ...headers, "content-security-policy": narrow } });
  });
  await page.goto(`/bins/${bin.id}`);
  await expect(page.getByRole("article")).toBeVisible();
  const answer = await send(local.origin);
  await expect(answer).toContainText("You came here from a page that may reach nothing");
  await page.unroute(`**/bins/${bin.id}`);
  await answer.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("article")).toBeVisible();
  await expect(await send(local.origin)).toContainText("200 OK");
  // The browser tells the console what it forbade.
  pageProblems.length = 0;
});
