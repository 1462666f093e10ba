import type { CapturedRequest } from "#lib/requests/schema.ts";

/** A captured request as the API gives it; `body` is its bytes, or text in UTF-8. */
export function capturedRequest(
  body: string | Uint8Array,
  changes: Partial<CapturedRequest> = {},
): CapturedRequest {
  const bytes = Buffer.from(body);
  return {
    id: "019abcde-0000-7000-8000-000000000000",
    binId: "bin",
    receivedAt: "2026-11-24T10:00:00.000Z",
    method: "POST",
    target: "/in/slug",
    path: "/",
    query: "",
    httpVersion: "1.1",
    remoteAddress: "192.0.2.1",
    headers: [
      ["Host", "hooks.example"],
      ["X-Event", "order"],
    ],
    trailers: [],
    bodyBytes: bytes.length,
    contentType: "application/json",
    bodyBase64: bytes.toString("base64"),
    bodyUrl: "/api/v1/requests/019abcde-0000-7000-8000-000000000000/body",
    timings: { firstByteMs: 0, lastByteMs: 0 },
    reply: { status: 200, headers: [], body: "" },
    fidelity: "wire",
    pinned: false,
    redacted: false,
    verification: null,
    ...changes,
  };
}
