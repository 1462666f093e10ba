import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseEnv, SETTING_NAMES } from "#lib/env.ts";

test("needs no settings at all", () => {
  expect(parseEnv({})).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    HOOKGLASS_MAX_REQUESTS_PER_BIN: 500,
    HOOKGLASS_MAX_BODY_BYTES: 10_485_760,
    HOOKGLASS_RATE_LIMIT: true,
    HOOKGLASS_ALLOW_PRIVATE_TARGETS: [],
  });
});

test("an empty setting counts as unset", () => {
  expect(parseEnv({ PORT: "", DATABASE_URL: "" })).toMatchObject({ PORT: 3000 });
});

test("reads switches, lists and origins", () => {
  expect(
    parseEnv({
      HOOKGLASS_RATE_LIMIT: "off",
      HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.1, 10.0.0.0/8,",
      HOOKGLASS_PUBLIC_ORIGIN: "https://hooks.example/path",
    }),
  ).toMatchObject({
    HOOKGLASS_RATE_LIMIT: false,
    HOOKGLASS_ALLOW_PRIVATE_TARGETS: ["127.0.0.1", "10.0.0.0/8"],
    HOOKGLASS_PUBLIC_ORIGIN: "https://hooks.example",
  });
});

test("names every wrong setting at once", () => {
  const wrong = {
    PORT: "99999",
    HOOKGLASS_RATE_LIMIT: "maybe",
    HOOKGLASS_PUBLIC_ORIGIN: "ftp://x",
  };
  for (const name of Object.keys(wrong)) {
    expect(() => parseEnv(wrong)).toThrow(new RegExp(`^These settings are wrong:[^]*${name}: `));
  }
});

test.each([
  ["PORT", "abc", "must be a whole number from 0 to 65535"],
  ["PORT", "80.5", "must be a whole number from 0 to 65535"],
  ["HOOKGLASS_RETENTION_DAYS", "0", "must be a whole number of at least 1"],
  ["HOOKGLASS_RATE_LIMIT", "maybe", "must be on or off"],
  ["HOOKGLASS_PUBLIC_ORIGIN", "hooks.example", "must be an http or https address"],
  ["DATABASE_URL", "mysql://db/x", "must be a postgresql:// address"],
  ["REDIS_URL", "localhost:6379", "must be a redis:// or rediss:// address"],
])("says in words what %s=%s lacks", (name, value, problem) => {
  expect(() => parseEnv({ [name]: value })).toThrow(
    `These settings are wrong:\n  ${name}: ${problem}`,
  );
});

test(".env.example shows every setting and no other", () => {
  const text = readFileSync(join(import.meta.dirname, "../../../.env.example"), "utf8");
  const shown = [...text.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
  expect(shown.sort()).toEqual([...SETTING_NAMES].sort());
});
