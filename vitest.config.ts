import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // An odd offset, so that code which forgets the time zone fails everywhere.
    env: { TZ: "Asia/Kathmandu" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.ts", "tests/*.test.ts"],
          // Property tests take a second; a busy machine must not make that a failure.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          // What runs in the test's own process says nothing; servers of their own set it anew.
          env: { LOG_LEVEL: "silent" },
          include: ["tests/integration/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
