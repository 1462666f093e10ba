import { describe, expect, test } from "vitest";
import {
  createTargetSchema,
  readSettings,
  updateTargetSchema,
} from "#lib/delivery/target-input.ts";
import { DEFAULT_SETTINGS } from "#lib/delivery/target-settings.ts";

const base = { name: "Orders", url: "https://example.com/hook" };

function problems(input: unknown): string[] {
  const result = createTargetSchema.safeParse(input);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

test("A name and an address are enough, and every setting has a default.", () => {
  expect(createTargetSchema.parse(base)).toEqual(base);
  expect(readSettings({})).toEqual(DEFAULT_SETTINGS);
  expect(readSettings({ timeoutMs: 5_000 })).toEqual({ ...DEFAULT_SETTINGS, timeoutMs: 5_000 });
  expect(readSettings("nonsense")).toEqual(DEFAULT_SETTINGS);
  expect(updateTargetSchema.parse({})).toEqual({});
});

describe("what is refused", () => {
  test.each<[object, string]>([
    [{ timeoutMs: 500 }, "timeoutMs: must be at least 1000"],
    [{ timeoutMs: 61_000 }, "timeoutMs: must be at most 60000"],
    [{ filter: 'body:"x' }, "filter: The quotation mark is not closed (at character 6)"],
    [{ orderKey: "cookie:a" }, "orderKey: must be header:Name, query:name or body.path.to.field"],
    [{ successStatuses: ["2x"] }, "successStatuses.0: must be like 2xx or 204"],
    [{ successStatuses: [] }, "successStatuses: must name at least one"],
    [{ neverRetryStatuses: [99] }, "neverRetryStatuses.0: must be at least 100"],
    [
      { retry: { kind: "linear", everyMs: 1_000, attempts: 21 } },
      "retry.attempts: must be at most 20",
    ],
    [{ signatureScheme: "unknown" }, "signatureScheme: is no scheme we know"],
    [
      { addHeaders: [["X A", "1"]] },
      "addHeaders.0.0: must be a header name: letters, digits and hyphens",
    ],
    [
      {
        addHeaders: [
          ["X-Mine", "1"],
          ["host", "example.com"],
        ],
      },
      "addHeaders.1.0: host is written anew with every attempt and can't be set",
    ],
    [{ url: "ftp://x" }, "url: The target must start with http:// or https://, not ftp://"],
    [{ concurrency: 65 }, "concurrency: must be at most 64"],
  ])("%j", (change, problem) => {
    expect(problems({ ...base, ...change })).toEqual([problem]);
  });

  test("what nobody knows", () => {
    expect(createTargetSchema.safeParse({ ...base, typo: 1 }).success).toBe(false);
  });
});
