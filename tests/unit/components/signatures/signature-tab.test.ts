import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { SignatureTab } from "#components/signatures/signature-tab.tsx";
import type { HeaderList } from "#lib/http/headers.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import type { Verification } from "#lib/signatures/schema.ts";
import { sign } from "#lib/signatures/sign.ts";
import { verify } from "#lib/signatures/verify.ts";

const RECEIVED_AT = new Date("2026-03-01T12:00:00Z");
const SECRET = "whsec_the-secret-of-this-bin";

type Sent = { scheme: string; body: string; sentAt?: Date; changedBody?: string };

/** A request signed by its sender, and what the check makes of it. */
async function checked({ scheme, body, sentAt = RECEIVED_AT, changedBody = body }: Sent) {
  const request = { method: "POST", url: "http://127.0.0.1/in/x", headers: [] as HeaderList };
  const signed = await sign({
    scheme,
    secret: SECRET,
    request: { ...request, body: new TextEncoder().encode(body) },
    now: sentAt,
    id: "msg_1",
  });
  if (!signed.ok) throw new Error(signed.message);
  const { headers } = signed;
  const verification = await verify({
    scheme,
    secrets: [SECRET],
    request: { ...request, headers, body: new TextEncoder().encode(changedBody) },
    capturedAt: RECEIVED_AT,
  });
  return { headers, verification, bodyBytes: changedBody.length };
}

type Shown = { headers: HeaderList; verification: Verification | null; bodyBytes: number };

function captured({ headers, verification, bodyBytes }: Shown): CapturedRequest {
  return {
    id: "0195514f-4000-7000-8000-000000000000",
    binId: "bin",
    receivedAt: RECEIVED_AT.toISOString(),
    method: "POST",
    target: "/",
    path: "/",
    query: "",
    httpVersion: "1.1",
    remoteAddress: "127.0.0.1",
    headers,
    trailers: [],
    bodyBytes,
    contentType: null,
    bodyBase64: "",
    bodyUrl: "",
    timings: { firstByteMs: 0, lastByteMs: 0 },
    reply: { status: 200, headers: [], body: "" },
    fidelity: "wire",
    pinned: false,
    redacted: false,
    verification,
  };
}

function htmlOf(shown: Shown, isOwner = true): string {
  const bin = { id: "bin", captureUrl: "http://127.0.0.1/in/x", signature: null };
  const owner = isOwner ? { bin, configure: () => {}, onBinChanged: () => {} } : null;
  return renderToStaticMarkup(createElement(SignatureTab, { request: captured(shown), owner }));
}

/** What is to be read, one space between pieces. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll(/\s+/g, " ");
}

describe("a checked request", () => {
  test("tells the verdict, each check in words, and that both digests agree", async () => {
    const words = wordsOf(htmlOf(await checked({ scheme: "stripe", body: "{}" })));
    expect(words).toContain("Verified · Stripe");
    for (const name of ["Secret", "Header", "Format", "Signature", "Timestamp"]) {
      expect(words).toContain(`${name} ok`);
    }
    expect(words).toContain("They are the same.");
    expect(words).toContain("Change");
  });

  test("names the first difference, and shows both digests whole to screen readers", async () => {
    const shown = await checked({ scheme: "github", body: "{}", changedBody: "{}\n" });
    const { expected = "", received = "" } = shown.verification;
    const html = htmlOf(shown);
    expect(wordsOf(html)).toContain("Signature not ok");
    expect(wordsOf(html)).toMatch(/First difference at character \d+\./);
    expect(html).toContain(`<dt>Expected</dt><dd>${expected}</dd>`);
    expect(html).toContain(`<dt>Received</dt><dd>${received}</dd>`);
    expect(wordsOf(html)).toContain("1 line end (LF), ends with a line end");
  });

  test("tells how old an unproven timestamp was, and that it proves nothing", async () => {
    const sentAt = new Date(RECEIVED_AT.getTime() - 720_000);
    const shown = await checked({ scheme: "stripe", body: "{}", changedBody: "[]", sentAt });
    expect(wordsOf(htmlOf(shown))).toContain(
      "The request's timestamp is 11:48:00 UTC on 2026-03-01 and was 12 min old when the request arrived. Only a right signature would prove it, so it was not judged.",
    );
  });

  test("is drawn in bounds however large the content is", async () => {
    const body = "\u200B".repeat(1_000_000);
    const html = htmlOf(await checked({ scheme: "github", body }));
    expect(html.length).toBeLessThan(1_000_000);
    expect(wordsOf(html)).toContain("Here and in Copy it ends after 64 KiB");
    expect(wordsOf(html)).toMatch(/[\d,]+ characters not shown/);
  });

  test("with a token says that the body is not covered, and shows no empty boxes", async () => {
    const words = wordsOf(htmlOf(await checked({ scheme: "gitlab", body: "{}" })));
    expect(words).toContain("Authenticated · GitLab");
    expect(words).toContain("The body is not signed");
    expect(words).not.toContain("Expected and received");
  });

  test("keeps digests and settings from readers of a share link, and says so", async () => {
    const shown = await checked({ scheme: "github", body: "{}" });
    const digest = shown.verification.expected ?? "";
    expect(htmlOf(shown)).toContain(digest);
    const html = htmlOf(shown, false);
    expect(html).not.toContain(digest);
    expect(wordsOf(html)).toContain("Only the bin's owner sees the digests");
    expect(wordsOf(html)).toContain("Signature ok");
    expect(html).not.toContain("Change");
  });
});

describe("without a scheme", () => {
  const headers: HeaderList = [
    ["X-Hub-Signature-256", "sha256=00"],
    ["X-GitHub-Event", "push"],
  ];

  test("the owner can choose one, and hears whose headers these look like", () => {
    const words = wordsOf(htmlOf({ headers, verification: null, bodyBytes: 2 }));
    expect(words).toContain("This request looks like GitHub");
    expect(words).toContain("Choose a scheme");
  });

  test("nobody's headers propose nothing", () => {
    const words = wordsOf(htmlOf({ headers: [], verification: null, bodyBytes: 2 }));
    expect(words).not.toContain("looks like");
    expect(words).toContain("Choose a scheme");
  });

  test("readers of a share link are told, and offered nothing", () => {
    const html = htmlOf({ headers, verification: null, bodyBytes: 2 }, false);
    expect(wordsOf(html)).toContain("Nothing was checked");
    expect(html).not.toContain("<button");
  });
});
