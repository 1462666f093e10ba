import { expect, test } from "./support/fixtures.ts";
import { sendMany } from "./support/send-webhook.ts";

test.use({
  serverEnv: {
    HOOKGLASS_RATE_LIMIT: "on",
    HOOKGLASS_CAPTURES_PER_MINUTE: "20",
    HOOKGLASS_MAX_REQUESTS_PER_BIN: "10",
    HOOKGLASS_MAX_BODY_BYTES: "2048",
  },
});

test("shows how full the bin is, lets the oldest go and keeps what is pinned", async ({
  page,
  bin,
  inspector,
}) => {
  const [first = ""] = await sendMany(bin.captureUrl, 4);
  await expect(page.getByRole("button", { name: /^4 of 10 kept/ })).toBeVisible();
  await inspector.row(first).click();
  await page.getByRole("button", { name: "Pin", exact: true }).click();
  await expect(inspector.row(first).getByRole("img", { name: "Pinned" })).toBeVisible();
  const rest = await sendMany(bin.captureUrl, 12);
  const kept = [first, ...rest.slice(-10)];
  await expect.poll(inspector.drawnIds).toEqual(kept.toReversed());
  await expect(
    page.getByRole("button", { name: /^10 of 10 kept, the oldest goes first · 1 pinned/ }),
  ).toBeVisible();
  await page.reload();
  await expect.poll(inspector.drawnIds).toEqual(kept.toReversed());
});

test("explains every limit and names the setting behind it", async ({ page, inspector }) => {
  await expect(inspector.connection).toBeVisible();
  await page.getByRole("button", { name: /Explain the limits/ }).click();
  const explained = page.getByRole("dialog", { name: "Limits" });
  await expect(explained.getByRole("term")).toHaveText([
    "Requests keptnewest 10",
    "Body sizeup to 2 KiB",
    "Rate20 a minute",
    "Deliveries1,200 a minute",
    "Dead letters keptnewest 1,000",
    "Lifetime7 days after the last request",
  ]);
  await expect(explained).toContainText("HOOKGLASS_MAX_REQUESTS_PER_BIN");
  await expect(explained).toContainText("HOOKGLASS_MAX_DEAD_LETTERS_PER_BIN");
});

test("tells the owner that a body was too large", async ({ page, bin, inspector }) => {
  await expect(inspector.connection).toBeVisible();
  const body = "x".repeat(4096);
  const answer = await fetch(`${bin.captureUrl}/huge`, { method: "POST", body });
  expect(answer.status).toBe(413);
  await expect(page.getByText("1 request refused in the last hour: body over 2 KiB")).toBeVisible();
  await page.getByRole("button", { name: "Details" }).click();
  const details = page.getByRole("dialog", { name: "Refused requests" });
  await expect(details).toContainText("1 request answered 413");
  await expect(details).toContainText("POST /huge");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByText("refused in the last hour")).toBeHidden();
});

test("tells the owner that requests came too fast", async ({ page, bin, inspector }) => {
  await expect(inspector.connection).toBeVisible();
  const send = () => fetch(`${bin.captureUrl}/flood`, { method: "POST" });
  const answers = await Promise.all(Array.from({ length: 40 }, send));
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  const words = `${refused.length} request${refused.length === 1 ? "" : "s"} refused in the last hour: over 20 a minute`;
  await expect(page.getByText(words)).toBeVisible();
});
