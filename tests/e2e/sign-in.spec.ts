import { type Mailbox, startMailbox } from "#tests/support/mailbox.ts";
import { discardServer, startServer } from "#tests/support/server.ts";
import { expectAccessible } from "./support/axe.ts";
import { test as base, expect } from "./support/fixtures.ts";
import { inspectorOf } from "./support/inspector.ts";
import { sendJson } from "./support/send-webhook.ts";

type Site = { origin: string; mailbox: Mailbox };

/** A server that can send mail and knows GitHub. */
const test = base.extend<{ site: Site }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed
  site: async ({}, use) => {
    const mailbox = await startMailbox();
    const server = await startServer({
      env: {
        SMTP_URL: mailbox.url,
        MAIL_FROM: "Hookglass <hookglass@example.com>",
        GITHUB_ID: "a-client-id",
        GITHUB_SECRET: "a-client-secret",
      },
    });
    await use({ origin: server.origin, mailbox });
    await discardServer(server);
    await mailbox.close();
  },
  baseURL: async ({ site }, use) => use(site.origin),
});

test("signing in by mail keeps this browser's bins, on every device", async ({
  page,
  browser,
  bin,
  inspector,
  site,
}) => {
  await sendJson(bin.captureUrl, "/before-signing-in", {});
  await expect(inspector.rows).toHaveCount(1);
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Continue with GitHub" })).toBeVisible();
  await expectAccessible(page, "sign-in with providers");
  await page.getByRole("textbox", { name: "E-mail address" }).fill("ada@example.com");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText("The mail is on its way.")).toBeVisible();
  const link = site.mailbox.linkTo("ada@example.com", site.origin) ?? "";

  await page.goto(link);
  await expect(page).toHaveURL(new RegExp(`/bins/${bin.id}`));
  await expect(page.getByRole("button", { name: "Account of ada@example.com" })).toBeVisible();
  await expect(inspector.rows).toContainText(["/before-signing-in"]);
  await expect(page.getByRole("button", { name: /does not expire/ })).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL: site.origin });
  await elsewhere.addCookies(await page.context().cookies());
  const other = await elsewhere.newPage();
  await other.goto("/");
  await expect(inspectorOf(other).rows).toContainText(["/before-signing-in"]);
  await elsewhere.close();

  await page.getByRole("button", { name: "Account of ada@example.com" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Waiting for the first request…" })).toBeVisible();
  const answer = await page.goto(`/bins/${bin.id}`);
  expect(answer?.status()).toBe(404);
});

test("a link from a mail works once, and says so", async ({ page, site }) => {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "E-mail address" }).fill("ada@example.com");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText("The mail is on its way.")).toBeVisible();
  const link = site.mailbox.linkTo("ada@example.com", site.origin) ?? "";
  await page.goto(link);
  await expect(page).toHaveURL(/\/bins\//);
  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByRole("alert").filter({ hasText: "was used already" })).toBeVisible();
});
