import { expect, test } from "vitest";
import {
  draftOf,
  settingBody,
  withScheme,
} from "#components/signatures/signature-settings-draft.ts";
import type { SignatureSetting } from "#lib/bins/schema.ts";
import type { SchemeSummary } from "#lib/signatures/scheme.ts";
import { listSchemes } from "#lib/signatures/schemes.ts";

function rowOf(id: string): SchemeSummary {
  const row = listSchemes().find((scheme) => scheme.id === id);
  if (!row) throw new Error(`there is no ${id}`);
  return row;
}

const STORED: SignatureSetting = {
  scheme: "stripe",
  options: { toleranceSeconds: 600 },
  secrets: [{ id: "a", hint: "…1234" }],
};

test("a bin with a stored secret keeps it and its options when saved unchanged", () => {
  const draft = draftOf(STORED, "github");
  expect(draft.secrets).toBeNull();
  expect(settingBody(draft, rowOf("stripe"), STORED)).toEqual({
    scheme: "stripe",
    secrets: [],
    options: { toleranceSeconds: 600 },
  });
});

test("another scheme asks for secrets of its own and forgets the options", () => {
  const draft = withScheme(draftOf(STORED, "github"), "github", STORED);
  expect(draft.secrets).toEqual([""]);
  const typed = { ...draft, secrets: ["one", ""] };
  expect(settingBody(typed, rowOf("github"), STORED)).toEqual({
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
  expect(settingBody(filled, rowOf("generic-hmac"), null)).toEqual({
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

test("an option without a field of its own survives saving, and goes with another scheme", () => {
  const setting: SignatureSetting = {
    scheme: "github",
    options: { url: "https://example.com/hook" },
    secrets: [{ id: "a", hint: "…" }],
  };
  const draft = draftOf(setting, "");
  expect(settingBody(draft, rowOf("github"), setting).options).toEqual(setting.options);
  const moved = withScheme(draft, "twilio", setting);
  expect(settingBody(moved, rowOf("twilio"), setting).options).toEqual({});
});

test("a field that is shown and emptied takes its option away", () => {
  const draft = draftOf(STORED, "");
  const emptied = { ...draft, options: { ...draft.options, toleranceSeconds: " " } };
  expect(settingBody(emptied, rowOf("stripe"), STORED).options).toEqual({});
});

test("only the options of the scheme are sent", () => {
  const draft = { ...draftOf(null, "aws-sns"), secrets: ["arn:aws:sns:eu-west-1:1:t"] };
  const typed = { ...draft.options, certPem: " PEM\n", publicKeyPem: "", url: "https://x.test/" };
  expect(settingBody({ ...draft, options: typed }, rowOf("aws-sns"), null).options).toEqual({
    certPem: "PEM",
  });
});

test("a number that is none is left to the server to refuse", () => {
  const draft = draftOf(STORED, "");
  const typed = { ...draft, options: { ...draft.options, toleranceSeconds: "five" } };
  expect(JSON.stringify(settingBody(typed, rowOf("stripe"), STORED).options)).toBe(
    '{"toleranceSeconds":"five"}',
  );
});
