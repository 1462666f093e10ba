import { expect, test } from "./support/fixtures.ts";
import { sendJson, sendMany, sendWebhook } from "./support/send-webhook.ts";

test("lists what arrives newest first, with all that tells requests apart", async ({
  bin,
  inspector,
}) => {
  const order = await sendJson(bin.captureUrl, "/orders/42", { total: 12 });
  const ping = await sendWebhook(bin.captureUrl, { method: "GET", path: "/ping" });
  await expect.poll(inspector.drawnIds).toEqual([ping, order]);
  await expect(inspector.row(order)).toHaveText(
    /POST.*\/orders\/42.*(?:now|\d+ s).*answered 200.*12 B.*json/s,
  );
  await expect(inspector.row(ping)).toHaveText(/GET.*\/ping.*answered 200.*0 B/s);
  await expect(inspector.row(order)).toHaveAttribute("aria-posinset", "2");
  await expect(inspector.row(order)).toHaveAttribute("aria-setsize", "2");
});

const NEEDLES = [
  ["the method", "propfind", "dav"],
  ["the path", "CHECKOUT", "path"],
  ["the query", "coupon=", "path"],
  ["a header's name", "x-warehouse", "header"],
  ["a header's value", "hamburg", "header"],
  ["the body", "Grüße", "body"],
  ["the body, as wildcards that are none", "100%_", "body"],
] as const;

test("finds requests by method, path, query, headers and body, on the server", async ({
  bin,
  inspector,
}) => {
  const ids = {
    dav: await sendWebhook(bin.captureUrl, { method: "PROPFIND", path: "/files" }),
    path: await sendWebhook(bin.captureUrl, { path: "/checkout?coupon=SPRING" }),
    header: await sendWebhook(bin.captureUrl, { headers: { "X-Warehouse": "Hamburg" } }),
    body: await sendJson(bin.captureUrl, "/", { note: "Grüße, 100%_ sure" }),
  };
  await expect(inspector.rows).toHaveCount(4);
  for (const [what, text, hit] of NEEDLES) {
    await inspector.filter.fill(text);
    await expect.poll(inspector.drawnIds, what).toEqual([ids[hit]]);
  }
});

test("marks what the filter found, says when nothing matches, and lets go again", async ({
  page,
  bin,
  inspector,
}) => {
  await sendJson(bin.captureUrl, "/orders", { needle: "in here" });
  await sendJson(bin.captureUrl, "/other", {});
  await inspector.filter.fill("NEEDLE");
  await expect(inspector.rows).toHaveCount(1);
  await inspector.rows.first().click();
  await expect(inspector.detail.locator("mark")).toHaveText(["needle"]);
  await inspector.filter.fill("nowhere to be found");
  await expect(page.getByText("No request contains “nowhere to be found”.")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await expect(inspector.rows).toHaveCount(2);
  await expect(inspector.filter).toBeFocused();
});

test("lets new matches show up under a filter by themselves", async ({ bin, inspector }) => {
  await sendJson(bin.captureUrl, "/orders", {});
  await inspector.filter.fill("orders");
  await expect(inspector.rows).toHaveCount(1);
  await sendJson(bin.captureUrl, "/noise", {});
  const match = await sendJson(bin.captureUrl, "/orders/2", {});
  await expect(inspector.row(match)).toBeVisible();
  await expect(inspector.rows).toHaveCount(2);
});

test("keeps scroll and selection while others arrive, and counts them", async ({
  page,
  bin,
  inspector,
}) => {
  const ids = await sendMany(bin.captureUrl, 40);
  const chosen = ids[12] ?? "";
  await expect(inspector.rows.first()).toContainText("/40");
  await inspector.list.evaluate((list) => list.scrollTo(0, 1200));
  await inspector.row(chosen).click();
  await expect(inspector.detail).toHaveAccessibleName("Request POST /13");
  const before = await inspector.row(chosen).boundingBox();

  await sendMany(bin.captureUrl, 3);
  const news = page.getByRole("button", { name: "3 new" });
  await expect(news).toBeVisible();
  expect(await inspector.row(chosen).boundingBox()).toEqual(before);
  await expect(inspector.detail).toHaveAccessibleName("Request POST /13");
  await expect(page).toHaveURL(new RegExp(`request=${chosen}`));

  await news.click();
  await expect(news).toBeHidden();
  await expect(inspector.rows.first()).toBeInViewport();
  expect(await inspector.list.evaluate((list) => list.scrollTop)).toBe(0);
  await expect(inspector.detail).toHaveAccessibleName("Request POST /13");
});

test("leaves the open request alone when others arrive at the top of the list", async ({
  bin,
  inspector,
}) => {
  await sendJson(bin.captureUrl, "/mine", {});
  await inspector.rows.first().click();
  await sendMany(bin.captureUrl, 3);
  await expect(inspector.rows).toHaveCount(4);
  await expect(inspector.detail).toHaveAccessibleName("Request POST /mine");
});

test("follows the newest request while asked to, until the reader chooses one", async ({
  page,
  bin,
  inspector,
}) => {
  const first = await sendJson(bin.captureUrl, "/first", {});
  const follow = page.getByRole("button", { name: "Follow" });
  await follow.click();
  await expect(follow).toHaveAttribute("aria-pressed", "true");
  for (const path of ["/second", "/third"]) {
    await sendJson(bin.captureUrl, path, {});
    await expect(inspector.detail).toHaveAccessibleName(`Request POST ${path}`);
  }
  await inspector.row(first).click();
  await expect(follow).toHaveAttribute("aria-pressed", "false");
  await sendJson(bin.captureUrl, "/fourth", {});
  await expect(inspector.rows).toHaveCount(4);
  await expect(inspector.detail).toHaveAccessibleName("Request POST /first");
});

test("reads older pages when the reader comes near the end", async ({ page, bin, inspector }) => {
  const ids = await sendMany(bin.captureUrl, 250);
  await page.goto(`/bins/${bin.id}`);
  await expect(inspector.connection).toHaveText("Live");
  await expect
    .poll(async () => {
      await inspector.list.press("End");
      return inspector.drawnIds();
    })
    .toContain(ids[0]);
  await expect(page.getByText("250 requests", { exact: true })).toBeVisible();
});
