import { defineConfig } from "@playwright/test";
import { chromiumPath } from "#tests/support/chromium.ts";

const executablePath = await chromiumPath();

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  reporter: [["list"]],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: executablePath ? { executablePath } : {},
    permissions: ["clipboard-read", "clipboard-write"],
    actionTimeout: 10_000,
    screenshot: "only-on-failure",
  },
});
