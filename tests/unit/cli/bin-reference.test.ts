import { describe, expect, test } from "vitest";
import { chooseServer, readBinReference } from "#lib/cli/bin-reference.ts";

const ID = "abcdefghijklmnopqrst";
const SLUG = "abcdefghijklmnopqrstuvwxyz";

test.each([
  [ID, { by: "id", value: ID, origin: null }],
  [`https://h.example/bins/${ID}?request=x`, { by: "id", value: ID, origin: "https://h.example" }],
  [
    `http://h.example:81/in/${SLUG}/orders`,
    { by: "slug", value: SLUG, origin: "http://h.example:81" },
  ],
  [
    `https://${SLUG}.in.example/x`,
    { by: "slug", value: SLUG, origin: `https://${SLUG}.in.example` },
  ],
])("%s is a bin", (text, reference) => {
  expect(readBinReference(text)).toEqual(reference);
});

test.each(["", "bin", `ftp://h.example/bins/${ID}`, "https://h.example/s/hgs_x", SLUG])(
  "%j is none",
  (text) => {
    expect(() => readBinReference(text)).toThrow("is no bin");
  },
);

describe("the server", () => {
  const bin = readBinReference(`https://h.example/bins/${ID}`);

  test.each([
    ["http://option", { HOOKGLASS_SERVER: "http://env" }, "http://option"],
    [null, { HOOKGLASS_SERVER: "http://env/" }, "http://env"],
    [null, { HOOKGLASS_SERVER: "" }, "https://h.example"],
  ])("%j with %j is %s", (option, environment, server) => {
    expect(chooseServer(option, bin, { NODE_ENV: "test", ...environment })).toBe(server);
  });

  test("is this machine when nothing says otherwise", () => {
    expect(chooseServer(null, readBinReference(ID), { NODE_ENV: "test" })).toBe(
      "http://127.0.0.1:3000",
    );
    expect(() => chooseServer("localhost:3000", null, { NODE_ENV: "test" })).toThrow(
      "--server must be an address",
    );
  });
});
