import { createHash } from "node:crypto";
import { pairHeaders } from "#lib/http/headers.ts";
import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { test as base, expect } from "./support/fixtures.ts";
import { type Resend, resendOn } from "./support/resend.ts";
import { sendJson, sendWebhook } from "./support/send-webhook.ts";

const test = base.extend<{ receiver: HostileReceiver; resend: Resend }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from here
  receiver: async ({}, use) => {
    const receiver = await startHostileReceiver();
    await use(receiver);
    await receiver.close();
  },
  resend: async ({ page, inspector }, use) => use(resendOn(page, inspector)),
});

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test("sends a request as captured, and shows the answer beside it as it comes", async ({
  bin,
  inspector,
  receiver,
  resend,
}) => {
  await sendWebhook(bin.captureUrl, {
    path: "/orders?x=1",
    headers: { "content-type": "text/plain", "X-Event": "order", "X-Forwarded-For": "192.0.2.1" },
    body: "a\r\nb",
  });
  await inspector.openTab("Deliveries");
  await expect(inspector.detail).toContainText("has not been sent anywhere yet");
  await resend.sendTo(`${receiver.origin}/hang`);

  const delivery = resend.deliveries.first();
  await expect(delivery).toContainText("Running");
  await expect.poll(() => receiver.requests.length).toBe(1);
  receiver.releaseHanging();
  await expect(delivery).toContainText("Succeeded");
  await expect(delivery).toContainText("200 OK");
  await expect(delivery).toContainText("released");

  const [received] = receiver.requests;
  expect(received).toMatchObject({ method: "POST", url: "/hang" });
  expect(received?.body.toString()).toBe("a\r\nb");
  const headers = pairHeaders(received?.rawHeaders ?? []);
  const names = headers.map(([name]) => name);
  expect(headers).toContainEqual(["X-Event", "order"]);
  expect(names).toContain("Hookglass-Delivery-Id");
  expect(names).not.toContain("X-Forwarded-For");

  await delivery.getByRole("tab", { name: "Sent" }).click();
  const sent = delivery.getByRole("table", { name: "Headers that were sent" });
  await expect(sent.getByRole("rowheader", { name: "X-Event", exact: true })).toBeVisible();
});

test("sends what was changed, and the rest as it was", async ({ page, bin, receiver, resend }) => {
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "text/plain", "X-Event": "order" },
    body: "one\r\ntwo\r\n",
  });
  await resend.open();
  await resend.target.fill(`${receiver.origin}/echo`);
  await resend.method.fill("PUT");
  await resend.headers.fill("X-Event: changed\nx-event: twice\nHost: elsewhere.example");
  await expect(resend.dialog).toContainText("Made anew for the target: Host");
  await resend.part("Body").click();
  await resend.body.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("zero");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await expect(resend.dialog).toBeHidden();
  await expect(resend.deliveries.first()).toContainText("Succeeded");

  const [received] = receiver.requests;
  expect(received?.method).toBe("PUT");
  expect(received?.body.toString()).toBe("zero\r\none\r\ntwo\r\n");
  const headers = pairHeaders(received?.rawHeaders ?? []);
  expect(headers.filter(([name]) => /^x-event$/i.test(name))).toEqual([
    ["X-Event", "changed"],
    ["x-event", "twice"],
  ]);
  expect(headers.find(([name]) => name === "host")?.[1]).toBe(new URL(receiver.origin).host);
});

test("sends bodies that can't be edited byte for byte, and says so", async ({
  bin,
  inspector,
  receiver,
  resend,
}) => {
  const binary = Uint8Array.from({ length: 3_000 }, (_, at) => (at * 7) % 256);
  const large = new Uint8Array(5 * 1024 * 1024).fill(0x61);
  for (const [path, body, why] of [
    ["/binary", binary, "only UTF-8 text can be edited here"],
    ["/large", large, "too large to edit here"],
  ] as const) {
    const id = await sendWebhook(bin.captureUrl, { path, body });
    await inspector.row(id).click();
    await expect(inspector.detail).toHaveAccessibleName(`Request POST ${path}`);
    await resend.open();
    await resend.target.fill(`${receiver.origin}${path}`);
    await resend.part("Body").click();
    await expect(resend.dialog).toContainText("Sent unchanged, byte for byte");
    await expect(resend.dialog).toContainText(why);
    await resend.sendButton.click();
    await expect(resend.deliveries.first()).toContainText("Succeeded");
    const received = receiver.requests.find(({ url }) => url === path);
    expect(sha256(received?.body ?? new Uint8Array())).toBe(sha256(body));
  }
});

test("names what is wrong beside its field, and forgets nothing typed", async ({
  page,
  bin,
  receiver,
  resend,
}) => {
  await sendJson(bin.captureUrl, "/order", { order: 1 });
  await resend.open();
  await resend.target.fill("localhost:3000/hook");
  await resend.target.press("Enter");
  await expect(resend.target).toHaveAccessibleDescription(/must start with http:\/\/ or https/);
  await expect(resend.target).toBeFocused();

  await resend.target.fill(`${receiver.origin}/echo`);
  await resend.headers.fill("X-Good: 1\nX Bad: 2");
  await resend.sendButton.click();
  await expect(resend.headers).toHaveAccessibleDescription(
    /Line 2: the name must be a header name/,
  );
  await expect(resend.headers).toBeFocused();

  await page.keyboard.press("Escape");
  const question = page.getByRole("alertdialog", { name: "Discard what you changed?" });
  await question.getByRole("button", { name: "Keep" }).click();
  await expect(resend.headers).toHaveValue("X-Good: 1\nX Bad: 2");
  await resend.dialog.getByRole("button", { name: "Reset to captured" }).click();
  await expect(resend.headers).toHaveValue(/^content-type: application\/json$/m);
  expect(receiver.requests).toEqual([]);
});

test("stays with its request while the list follows what arrives", async ({
  page,
  bin,
  inspector,
  receiver,
  resend,
}) => {
  await sendJson(bin.captureUrl, "/first", { number: 1 });
  await page.getByRole("button", { name: "Follow" }).click();
  await resend.open();
  await resend.headers.fill("X-Event: changed");
  const second = await sendJson(bin.captureUrl, "/second", { number: 2 });
  // Behind the dialog, where roles are not told.
  await expect(page.locator(`[data-request-id="${second}"]`)).toBeVisible();
  await expect(resend.headers).toHaveValue("X-Event: changed");
  await resend.target.fill(`${receiver.origin}/echo`);
  await resend.sendButton.click();
  await expect(resend.dialog).toBeHidden();
  await expect(inspector.detail).toHaveAccessibleName("Request POST /first");
  await expect(resend.deliveries.first()).toContainText("Succeeded");
  expect(receiver.requests[0]?.body.toString()).toBe('{"number":1}');
});

test("says where a delivery ended when there was no good answer", async ({
  bin,
  receiver,
  resend,
}) => {
  await sendJson(bin.captureUrl, "/order", { order: 1 });
  const closed = await startHostileReceiver();
  await closed.close();
  for (const [target, ...words] of [
    [`${receiver.origin}/status?code=500`, "500 Internal Server Error", "as asked"],
    [`${receiver.origin}/redirect?to=/login`, "302 Found", "redirects are not followed"],
    [`${closed.origin}/`, "Connection failed", "is your server running?"],
    ["http://10.0.0.1/", "Blocked, nothing was sent", "is a private address"],
    ["http://nowhere.invalid/", "Name lookup failed"],
  ] as const) {
    await resend.sendTo(target);
    const delivery = resend.deliveries.first();
    await expect(delivery).toContainText(target);
    await expect(delivery).toContainText("Failed");
    for (const word of words) await expect(delivery).toContainText(word);
  }
});

test("shows the first 128 KiB of a long answer and says that there was more", async ({
  bin,
  receiver,
  resend,
}) => {
  await sendJson(bin.captureUrl, "/order", { order: 1 });
  await resend.sendTo(`${receiver.origin}/big`);
  await expect(resend.deliveries.first()).toContainText(
    "Only the first 128 KiB of the answer are kept; it was longer.",
  );
});

test("sends once, however often Send is pressed and though an answer is lost", async ({
  page,
  bin,
  receiver,
  resend,
}) => {
  await sendJson(bin.captureUrl, "/order", { order: 1 });
  await resend.open();
  await resend.target.fill(`${receiver.origin}/echo`);
  let lost = 0;
  await page.route("**/deliveries", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await resend.sendButton.dblclick();
  await expect(resend.dialog.getByRole("alert").filter({ hasText: "sent once" })).toBeVisible();
  await resend.sendButton.click();
  await expect(resend.dialog).toBeHidden();
  await expect(resend.deliveries.first()).toContainText("Succeeded");
  await expect(resend.deliveries).toHaveCount(1);
  expect(receiver.requests).toHaveLength(1);
});

test("remembers targets, and sends again to the same one", async ({
  bin,
  receiver,
  resend,
  page,
}) => {
  await sendJson(bin.captureUrl, "/order", { order: 1 });
  const [first, second] = [`${receiver.origin}/echo?1`, `${receiver.origin}/echo?2`];
  await resend.sendTo(first);
  await expect(resend.deliveries.first()).toContainText("Succeeded");
  await resend.sendTo(second);
  await expect(resend.deliveries.first()).toContainText(second);

  await resend.open();
  await expect(resend.target).toHaveValue(second);
  await resend.dialog.getByRole("button", { name: "Targets used before" }).click();
  await page.getByRole("menuitem", { name: first }).click();
  await expect(resend.target).toHaveValue(first);
  await page.keyboard.press("Escape");
  await expect(resend.dialog).toBeHidden();

  const again = resend.deliveries.last().getByRole("button", { name: `Send again to ${first}` });
  await again.click();
  await expect(resend.target).toHaveValue(first);
  await resend.sendButton.click();
  await expect(resend.deliveries).toHaveCount(3);
  await expect(resend.deliveries.first()).toContainText("Succeeded");
  expect(receiver.requests.map(({ url }) => url)).toEqual(["/echo?1", "/echo?2", "/echo?1"]);
});

test("fits a phone: Send stays in sight, nothing runs over the edge", async ({
  page,
  bin,
  receiver,
  resend,
}) => {
  await sendJson(bin.captureUrl, "/order", { order: 1 });
  await resend.open();
  await page.setViewportSize({ width: 380, height: 700 });
  await resend.headers.fill("X-Event: changed");
  await expect(resend.sendButton).toBeInViewport({ ratio: 1 });
  const overflow = await resend.dialog.evaluate((node) => node.scrollWidth - node.clientWidth);
  expect(overflow).toBe(0);
  await resend.target.fill(`${receiver.origin}/echo`);
  await resend.sendButton.click();
  await expect(resend.deliveries.first()).toContainText("Succeeded");
});
