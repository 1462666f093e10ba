import { expect, test } from "vitest";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { asShared } from "#lib/requests/shared-view.ts";

const slug = "abcdefghijklmnopqrstuvwxyz";

const request: CapturedRequest = {
  id: "01a20b88-e3bd-7000-9786-dcdccccccd9e",
  binId: "aaaaaaaaaaaaaaaaaaaa",
  receivedAt: "2026-11-25T00:00:00.000Z",
  method: "POST",
  target: `/in/${slug}/hook`,
  path: "/hook",
  query: "",
  httpVersion: "1.1",
  remoteAddress: "1.2.3.4",
  headers: [
    ["Host", `${slug}.in.example.com`],
    ["Authorization", "Bearer x"],
    ["X-Plain", "yes"],
  ],
  trailers: [["X-Token", "t"]],
  bodyBytes: 0,
  contentType: null,
  bodyBase64: "",
  bodyUrl: "",
  timings: { firstByteMs: 0, lastByteMs: 0 },
  reply: { status: 200, headers: [], body: "" },
  fidelity: "wire",
  pinned: false,
  redacted: false,
  verification: {
    scheme: "generic-hmac",
    status: "failed",
    cause: "signature_mismatch",
    message: "No",
    checks: [],
    signedContent: {
      parts: [
        { name: "url", text: `https://x/in/${slug}` },
        { name: "authorization", text: "Bearer x" },
      ],
      truncated: false,
    },
    expected: "e",
    received: "r",
    hints: [],
  },
};

test("hides credentials, the bin's address and what could serve as a signature", () => {
  const shown = asShared(request, { slug, redact: true });
  expect(shown).toMatchObject({
    redacted: true,
    target: "/in/••••••/hook",
    headers: [
      ["Host", "••••••.in.example.com"],
      ["Authorization", "••••••"],
      ["X-Plain", "yes"],
    ],
    trailers: [["X-Token", "••••••"]],
    verification: { status: "failed", cause: "signature_mismatch" },
  });
  expect(shown.verification).not.toHaveProperty("signedContent");
  expect(shown.verification).not.toHaveProperty("expected");
  expect(shown.verification).not.toHaveProperty("received");
});

test("shows credentials when the link says so, but never the address or the digests", () => {
  const shown = asShared(request, { slug, redact: false });
  expect(shown.headers[1]).toEqual(["Authorization", "Bearer x"]);
  expect(shown.verification?.signedContent?.parts[0]?.text).toBe("https://x/in/••••••");
  expect(shown.verification).not.toHaveProperty("expected");
  expect(JSON.stringify(shown)).not.toContain(slug);
});
