import { startLoad } from "#tests/support/load.ts";
import { expect, test } from "./support/fixtures.ts";
import { mainThreadMs, watchLongTasks } from "./support/long-tasks.ts";
import { sendJson, sendWebhook } from "./support/send-webhook.ts";

/** Longer tasks than this are felt; the machine that runs the tests does other things as well. */
const MAX_TASK_MS = 300;
/** Two frames, in which all rows are drawn anew; a reader's own scrolling changes a few at a time. */
const MAX_STEP_MS = 33;
const SCROLL_STEPS = 100;

// On a busy machine a task can be interrupted: what is quick once is quick.
test.describe.configure({ retries: 2 });
test.use({ serverEnv: { HOOKGLASS_MAX_REQUESTS_PER_BIN: "20000" } });

function jsonOf(bytes: number): string {
  const entry = (at: number) =>
    `{"id":${at},"sku":"A-${at}","price":${at}.90,"tags":["new","sale"],"note":"Grüße"}`;
  const entries: string[] = [];
  for (let size = 2, at = 0; ; at += 1) {
    const next = entry(at);
    size += Buffer.byteLength(next) + 1;
    if (size > bytes) return `[${entries.join(",")}]`;
    entries.push(next);
  }
}

test("opens a JSON body of 10 MiB without freezing the page", async ({
  page,
  bin,
  inspector,
}, testInfo) => {
  await sendJson(bin.captureUrl, "/small", {});
  await expect(inspector.detail).toBeVisible();
  const large = await sendWebhook(bin.captureUrl, {
    path: "/large",
    headers: { "content-type": "application/json" },
    body: jsonOf(10 * 1024 * 1024),
  });
  const tasks = await watchLongTasks(page);
  await inspector.row(large).click();
  await expect(page.getByRole("textbox", { name: "Body, indented" })).toContainText('"sku": "A-0"');
  const pretty = await tasks.longestMs();
  await inspector.showBodyAs("Tree");
  await expect(page.getByRole("treeitem").first()).toContainText(/^\[…\] [\d,]+ items$/);
  const tree = await tasks.longestMs();
  await inspector.showBodyAs("Hex");
  await expect(page.getByRole("region", { name: "Body as hexadecimal" })).toContainText("00000010");
  await inspector.openTab("Raw");
  await expect(page.getByRole("textbox", { name: "HTTP message" })).toContainText("POST /in/");
  const all = await tasks.longestMs();
  const figures = `longest task: ${pretty} ms until pretty, ${tree} ms with tree, ${all} ms with hex and raw`;
  testInfo.annotations.push({ type: "measured", description: figures });
  expect(all, figures).toBeLessThan(MAX_TASK_MS);
});

test("opens one line of 5 MiB that is no JSON without freezing the page", async ({
  page,
  bin,
  inspector,
}, testInfo) => {
  await sendJson(bin.captureUrl, "/small", {});
  await expect(inspector.detail).toBeVisible();
  const large = await sendWebhook(bin.captureUrl, {
    path: "/line",
    headers: { "content-type": "text/plain" },
    body: "all on one line ".repeat(5 * 65_536),
  });
  const tasks = await watchLongTasks(page);
  await inspector.row(large).click();
  await expect(page.getByRole("textbox", { name: "Body as text" })).toContainText("all on one");
  const longest = await tasks.longestMs();
  testInfo.annotations.push({ type: "measured", description: `longest task: ${longest} ms` });
  expect(longest).toBeLessThan(MAX_TASK_MS);
});

test("counts the lines of a large text as a sender would", async ({ bin, inspector }) => {
  const lines = 400_000;
  await sendWebhook(bin.captureUrl, {
    headers: { "content-type": "text/plain" },
    body: `x${"\r\n".repeat(lines - 1)}`,
  });
  await expect(inspector.detail).toBeVisible();
  const numbers = inspector.detail.locator(".cm-lineNumbers .cm-gutterElement");
  await expect
    .poll(async () => {
      await inspector.detail
        .locator(".cm-scroller")
        .evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
      return numbers.last().innerText();
    })
    .toBe(String(lines));
});

test("holds 10,000 rows, draws those in view and scrolls without hold-ups", async ({
  page,
  bin,
  inspector,
}, testInfo) => {
  await sendJson(bin.captureUrl, "/first", {});
  await expect(inspector.rows).toHaveCount(1);
  const load = startLoad(`${bin.captureUrl}/many`, 32);
  await load.afterMore(10_050);
  await load.stop();
  await expect(
    page.getByText("The newest 10,000 requests; filter to reach older ones"),
  ).toBeVisible({
    timeout: 30_000,
  });

  const tasks = await watchLongTasks(page);
  let seen = { most: 0, blank: 0 };
  const scrollingMs = await mainThreadMs(page, async () => {
    seen = await inspector.list.evaluate(scrollThrough, SCROLL_STEPS);
  });
  const longest = await tasks.longestMs();
  const figures = `at most ${seen.most} rows in the DOM, ${(scrollingMs / SCROLL_STEPS).toFixed(1)} ms of the main thread a step, longest task ${longest} ms`;
  testInfo.annotations.push({ type: "measured", description: figures });
  expect(seen.blank, "steps that showed no rows").toBe(0);
  expect(seen.most).toBeLessThan(60);
  expect(scrollingMs / SCROLL_STEPS, figures).toBeLessThan(MAX_STEP_MS);
});

/** Scrolls a list from top to end, so far at each step that every row is another one. */
async function scrollThrough(
  list: Element,
  steps: number,
): Promise<{ most: number; blank: number }> {
  const seen = { most: 0, blank: 0 };
  const frame = () => new Promise(requestAnimationFrame);
  for (let step = 1; step <= steps; step += 1) {
    list.scrollTop = (list.scrollHeight * step) / steps;
    await frame();
    await frame();
    const box = list.getBoundingClientRect();
    const middle = document.elementFromPoint(box.left + 40, box.top + box.height / 2);
    if (!middle?.closest("[role=option]")) seen.blank += 1;
    seen.most = Math.max(seen.most, list.querySelectorAll("[role=option]").length);
  }
  return seen;
}

test("edits a body of one line of 900 KiB without freezing the page", async ({
  page,
  bin,
  inspector,
}, testInfo) => {
  await sendWebhook(bin.captureUrl, {
    path: "/line",
    headers: { "content-type": "application/json" },
    body: `["${"x".repeat(900 * 1024)}"]`,
  });
  await expect(inspector.detail).toBeVisible();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Resend" });
  const tasks = await watchLongTasks(page);
  await dialog.getByRole("tab", { name: "Body" }).click();
  const body = dialog.getByRole("textbox", { name: "Body" });
  await body.click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("  ");
  await dialog.getByRole("tab", { name: "What changed" }).click();
  await expect(dialog.getByRole("region", { name: "Changes of the body" })).toContainText("Put in");
  const longest = await tasks.longestMs();
  testInfo.annotations.push({ type: "measured", description: `longest task: ${longest} ms` });
  expect(longest).toBeLessThan(MAX_TASK_MS);
});
