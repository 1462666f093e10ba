import { expect, test } from "vitest";
import {
  draftOf,
  settingBody,
  withScheme,
} from "#components/signatures/signature-settings-draft.ts";
import type { SignatureSetting } from "#lib/bins/schema.ts";

const STORED: SignatureSetting = {
  scheme: "stripe",
  options: { toleranceSeconds: 600 },
  secrets: [{ id: "a", hint: "…1234" }],
};

test("a bin with a stored secret keeps it and its options when saved unchanged", () => {
  const draft = draftOf(STORED, "github");
  expect(draft.secrets).toBeNull();
  expect(settingBody(draft, { hasOptions: false }, STORED)).toEqual({
    scheme: "stripe",
    secrets: [],
    options: { toleranceSeconds: 600 },
  });
});

test("another scheme asks for secrets of its own and forgets the options", () => {
  const draft = withScheme(draftOf(STORED, "github"), "github", STORED);
  expect(draft.secrets).toEqual([""]);
  const typed = { ...draft, secrets: ["one", ""] };
  expect(settingBody(typed, { hasOptions: false }, STORED)).toEqual({
    scheme: "github",
    secrets: ["one"],
    options: {},
  });
});

test("going back to the stored scheme keeps the stored secret again", () => {
  const away = withScheme(draftOf(STORED, "github"), "github", STORED);
  expect(withScheme(away, "stripe", STORED).secrets).toBeNull();
});

test("a generic scheme sends the fields that were filled in", () => {
  const draft = draftOf(null, "generic-hmac");
  const filled = {
    ...draft,
    secrets: ["k"],
    options: {
      ...draft.options,
      header: " X-Sig ",
      prefix: "HMAC-SHA256 ",
      template: "{ts}.{body}",
      timestamp: "X-Time",
      toleranceSeconds: "60",
    },
  };
  expect(settingBody(filled, { hasOptions: true }, null)).toEqual({
    scheme: "generic-hmac",
    secrets: ["k"],
    options: {
      header: "X-Sig",
      alg: "sha256",
      encoding: "hex",
      prefix: "HMAC-SHA256 ",
      key: "utf8",
      template: "{ts}.{body}",
      timestamp: "header:X-Time",
      toleranceSeconds: 60,
    },
  });
});

test("an address that the form does not show survives saving", () => {
  const setting: SignatureSetting = {
    scheme: "generic-hmac",
    options: { header: "x-sig", url: "https://example.com/hook" },
    secrets: [{ id: "a", hint: "…" }],
  };
  const body = settingBody(draftOf(setting, "github"), { hasOptions: true }, setting);
  expect(body.options).toMatchObject({ header: "x-sig", url: "https://example.com/hook" });
});
