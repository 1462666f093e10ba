import { sendRaw } from "#tests/support/raw-http.ts";
import { expect, test } from "./support/fixtures.ts";

const MESSAGE = (slug: string, host: string) =>
  [
    `POST /in/${slug}//a%2Fb/?q=%C3%BC&q=two&flag HTTP/1.1`,
    `Host: ${host}`,
    "X-ODD-Case: One",
    "x-odd-case: Two",
    "Content-Type: text/plain",
    "Transfer-Encoding: chunked",
    "Connection: close",
    "",
    "5\r\nhello",
    "0",
    "X-Checksum: abc",
    "",
    "",
  ].join("\r\n");

test.beforeEach(async ({ server, bin, inspector }) => {
  const { host } = new URL(server.origin);
  const { status } = await sendRaw(server.origin, MESSAGE(bin.slug, host));
  expect(status).toBe(200);
  await expect(inspector.detail).toBeVisible();
});

test("shows headers and trailers in the order and case they were sent", async ({
  page,
  inspector,
}) => {
  await inspector.openTab("Headers");
  const names = page.getByRole("table", { name: "Headers" }).getByRole("rowheader");
  await expect(names).toHaveText([
    "Host",
    "X-ODD-Case",
    "x-odd-case",
    "Content-Type",
    "Transfer-Encoding",
    "Connection",
  ]);
  await expect(page.getByRole("table", { name: "Trailers" })).toContainText("X-Checksumabc");

  await page.getByRole("button", { name: "Copy the value of x-odd-case", exact: true }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Two");
  await page.getByRole("button", { name: "Copy all headers" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    "X-ODD-Case: One\nx-odd-case: Two\n",
  );
});

test("shows the query decoded and as sent", async ({ page, inspector }) => {
  await inspector.openTab("Query");
  const rows = page.getByRole("table", { name: /^Query/ }).locator("tbody tr");
  await expect(rows).toHaveText([/^qü$/, /^qtwo$/, /^flag$/]);
  await expect(page.getByText("q=%C3%BC&q=two&flag", { exact: true })).toBeVisible();
});

test("shows the raw message with its target untouched", async ({ page, bin, inspector }) => {
  await inspector.openTab("Raw");
  const raw = page.getByRole("textbox", { name: "HTTP message" });
  await expect(raw).toContainText(`POST /in/${bin.slug}//a%2Fb/?q=%C3%BC&q=two&flag HTTP/1.1`);
  await expect(raw).toContainText("X-ODD-Case: One");
  await expect(raw).toContainText("hello");
  await expect(raw).toContainText("X-Checksum: abc");
});
