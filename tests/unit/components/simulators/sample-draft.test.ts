import { expect, test } from "vitest";
import {
  changedParts,
  draftOf,
  type SampleChoices,
  sampleInput,
} from "#components/simulators/sample-draft.ts";
import type { SamplePreview } from "#lib/simulators/schema.ts";

const PREVIEW: SamplePreview = {
  id: "019cf3a2-7c1d-7e55-b3aa-9d20c1f4e6b8",
  request: {
    method: "POST",
    path: "/github",
    headers: [
      ["Content-Type", "application/json"],
      ["X-GitHub-Event", "push"],
    ],
    body: '{"ref":"refs/heads/main"}',
  },
  signedBy: ["X-Hub-Signature-256"],
  source: { url: "https://example.com/", licence: "MIT" },
  signer: "bin_secret",
  publicKey: null,
};
const BUILT = draftOf(PREVIEW.request);
const CHOICES: SampleChoices = {
  provider: "github",
  event: "push",
  target: null,
  secret: "",
  breakage: null,
};

test("an untouched sample is sent by its id alone, to be built anew", () => {
  expect(sampleInput(PREVIEW, BUILT, CHOICES)).toEqual({
    ok: true,
    input: { provider: "github", event: "push", id: PREVIEW.id },
  });
});

test("only what was changed is sent along", () => {
  const draft = { ...BUILT, body: "{}", headers: "X-Own: 1\n\nX-Other:  2 " };
  expect(changedParts(draft, BUILT)).toEqual({ address: false, headers: true, body: true });
  expect(sampleInput(PREVIEW, draft, CHOICES)).toMatchObject({
    input: {
      edits: {
        body: "{}",
        headers: [
          ["X-Own", "1"],
          ["X-Other", "2"],
        ],
      },
    },
  });
});

test("method and path are an address, without the space around them", () => {
  const draft = { ...BUILT, method: " PUT ", path: "/a?b=1 " };
  expect(changedParts(draft, BUILT).address).toBe(true);
  expect(changedParts({ ...BUILT, path: "/github " }, BUILT).address).toBe(false);
  expect(sampleInput(PREVIEW, draft, CHOICES)).toMatchObject({
    input: { edits: { method: "PUT", path: "/a?b=1" } },
  });
});

test("target, secret and breakage go along when they are chosen", () => {
  const choices = {
    ...CHOICES,
    target: " https://a.example/hook ",
    secret: "s3cret",
    breakage: "stale",
  } as const;
  expect(sampleInput(PREVIEW, BUILT, choices)).toEqual({
    ok: true,
    input: {
      provider: "github",
      event: "push",
      id: PREVIEW.id,
      target: "https://a.example/hook",
      secret: "s3cret",
      breakage: "stale",
    },
  });
});

test("a header line that can't be read is named", () => {
  const draft = { ...BUILT, headers: "X-Own: 1\nnonsense" };
  expect(sampleInput(PREVIEW, draft, CHOICES)).toMatchObject({ ok: false, line: 2 });
});
