import { expect, test } from "./support/fixtures.ts";
import { sendWebhook } from "./support/send-webhook.ts";

const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test.beforeEach(async ({ inspector }) => {
  await expect(inspector.connection).toBeVisible();
});

test("shows JSON as a tree in which numbers and repeated keys are as sent", async ({
  page,
  bin,
  inspector,
}) => {
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "application/json" },
    body: '{"id":12345678901234567890,"amount":1.10,"id":"second","list":[{"deep":null}]}',
  });
  const items = page.getByRole("tree", { name: "JSON body" }).getByRole("treeitem");
  await expect(items).toHaveText([
    "{…} 4 keys",
    "id: 12345678901234567890",
    "amount: 1.10",
    'id: "second"',
    "list: […] 1 item",
    "0: {…} 1 key",
    "deep: null",
  ]);
  await inspector.detail.getByRole("button", { name: "Collapse" }).click();
  await expect(items).toHaveCount(5);
  await items.filter({ hasText: "list" }).click();
  await expect(items).toHaveCount(6);
  await expect(inspector.detail.getByTitle("$.list")).toBeVisible();

  await inspector.showBodyAs("Pretty");
  const code = page.getByRole("textbox", { name: "Body, indented" });
  await expect(code).toContainText('"id": 12345678901234567890');
  await expect(code).toContainText('"id": "second"');
});

test("walks the tree by keyboard", async ({ page, bin }) => {
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "application/json" },
    body: '{"a":{"b":[1,2]},"c":true}',
  });
  const tree = page.getByRole("tree", { name: "JSON body" });
  const items = tree.getByRole("treeitem");
  await expect(items).toHaveCount(6);
  await tree.focus();
  for (const key of ["ArrowDown", "ArrowLeft"]) await page.keyboard.press(key);
  await expect(items).toHaveText(["{…} 2 keys", "a: {…} 1 key", "c: true"]);
  await expect(items.nth(1)).toHaveAttribute("aria-expanded", "false");
  for (const key of ["ArrowRight", "ArrowRight", "End"]) await page.keyboard.press(key);
  await expect(tree.getByRole("treeitem", { selected: true })).toHaveText("c: true");
});

test("says where broken JSON breaks, and shows it all the same", async ({ page, bin }) => {
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "application/json" },
    body: '{"fine": 1,\n "cut": [1, 2',
  });
  await expect(
    page.getByRole("alert").getByText(/^Line 2, column \d+: .+ Shown as text\.$/),
  ).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Body as text" })).toContainText('"cut"');
});

test("shows forms as a table, repeated names apart", async ({ page, bin, inspector }) => {
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "item=a%20b&item=c%2Bd&empty=&payload=%7B%22x%22%3A1%7D",
  });
  const rows = page.getByRole("table", { name: "Form fields" }).locator("tbody tr");
  await expect(rows).toHaveText([/^itema b$/, /^itemc\+d$/, /^empty$/, /^payload\{"x":1\}$/]);
  await inspector.showBodyAs("Text");
  await expect(page.getByRole("textbox", { name: "Body as text" })).toContainText("item=a%20b&");
});

test("shows multipart bodies part by part", async ({ page, bin }) => {
  const boundary = "----frontier";
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="note"\r\n\r\nGrüße\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="../dot.png"\r\nContent-Type: image/png\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(head),
    Buffer.from(PIXEL, "base64"),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: new Uint8Array(body),
  });
  await expect(page.getByRole("region", { name: "Part 1: note" })).toContainText("Grüße");
  const file = page.getByRole("region", { name: "Part 2: file" });
  await expect(file.getByRole("img")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    file.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("dot.png");
});

test("highlights XML as text", async ({ page, bin }) => {
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "application/soap+xml" },
    body: '<?xml version="1.0"?><order id="7"><!-- note --><item/></order>',
  });
  const code = page.getByRole("textbox", { name: "Body as text" });
  await expect(code).toContainText('<order id="7">');
  await expect(code.locator("span", { hasText: /^order$/ }).first()).toHaveCSS(
    "color",
    await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = "var(--syntax-key)";
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    }),
  );
});

const HOSTILE = [
  `<!doctype html><h1 id="injected">Hi</h1><script>window.pwned = 1; alert(1)</script>`,
  `<img id="injected" src=x onerror="window.pwned=2"><svg id="injected" onload="window.pwned=3">`,
  `<form id="injected" action="//evil.example"><base href="//evil.example"><style>*{display:none}</style>`,
].join("\n");

test("shows HTML as text and never runs or renders it, in whatever part of a request", async ({
  page,
  bin,
  inspector,
}) => {
  const dialogs: string[] = [];
  page.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  const line = HOSTILE.replaceAll("\n", " ");
  const id = await sendWebhook(bin.captureUrl, {
    path: `/${encodeURIComponent(line)}?q=${encodeURIComponent(line)}`,
    headers: { "content-type": "text/html", "x-hostile": line, "user-agent": line },
    body: HOSTILE,
  });
  await inspector.row(id).click();
  await expect(page.getByRole("textbox", { name: "Body as text" })).toContainText(
    '<h1 id="injected">',
  );
  for (const tab of ["Headers", "Query", "Raw", "Signature", "Deliveries", "Body"]) {
    await inspector.openTab(tab);
    await expect(inspector.tab(tab)).toHaveAttribute("aria-selected", "true");
    await expect(page.locator("#injected")).toHaveCount(0);
  }
  await inspector.filter.fill("injected");
  await expect(inspector.rows).toHaveCount(1);
  expect(await page.evaluate(() => Reflect.get(window, "pwned"))).toBeUndefined();
  expect(dialogs).toEqual([]);
  expect(await page.evaluate(() => document.baseURI)).toContain(bin.id);
});

test("draws images as images and nothing else", async ({ page, bin, inspector }) => {
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "image/png" },
    body: new Uint8Array(Buffer.from(PIXEL, "base64")),
  });
  const image = inspector.detail.getByRole("img", { name: "Captured: image/png" });
  await expect(image).toHaveAttribute("src", /^blob:/);
  await expect(page.getByText("1 × 1", { exact: true })).toBeVisible();

  const svg = await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "image/svg+xml" },
    body: `<svg xmlns="http://www.w3.org/2000/svg"><script>window.pwned=1</script></svg>`,
  });
  await inspector.row(svg).click();
  await expect(page.getByRole("textbox", { name: "Body as text" })).toContainText("<svg");
  expect(await page.evaluate(() => Reflect.get(window, "pwned"))).toBeUndefined();
});

test("shows bytes that are no text as hexadecimal", async ({ page, bin }) => {
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array([0, 1, 2, 0xff, 0xfe, 0x48, 0x6f, 0x6f, 0x6b]),
  });
  const hex = page.getByRole("region", { name: "Body as hexadecimal" });
  await expect(hex).toHaveText(/^00000000\s*00 01 02 ff fe 48 6f 6f\s+6b\s*\.{5}Hook$/);
});

test("shows gzip as the bytes that were sent", async ({ page, bin }) => {
  const zipped = Buffer.from("H4sIAAAAAAAAA6tWykjNycnXUSrPL8pJUaoFAGMLYV8RAAAA", "base64");
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "application/json", "content-encoding": "gzip" },
    body: new Uint8Array(zipped),
  });
  await expect(page.getByRole("region", { name: "Body as hexadecimal" })).toContainText("1f 8b 08");
});

test("makes characters visible that would hide or turn the text", async ({
  page,
  bin,
  inspector,
}) => {
  await sendWebhook(bin.captureUrl, {
    path: `/pay${encodeURIComponent("\u202e\u200b")}/x`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "admin\u202e\u200b" }),
  });
  await expect(page.getByRole("treeitem", { name: "name" })).toContainText("U+202E");
  await expect(page.getByRole("treeitem", { name: "name" })).toContainText("U+200B");
  await inspector.openTab("Headers");
  await expect(page.getByRole("table", { name: "Headers" })).toBeVisible();
});
