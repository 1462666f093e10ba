import { db } from "#lib/db.ts";
import { newId, newRequestId } from "#lib/ids.ts";
import type { CapturedRequest } from "#prisma/client/client.ts";

/** A captured request in the database, in a bin of its own unless `binId` is given. */
export async function captureRequest(
  changes: Partial<CapturedRequest> = {},
): Promise<CapturedRequest> {
  const binId = changes.binId ?? (await createBin());
  const body = Buffer.from(changes.body ?? '{"order":1}');
  return db().capturedRequest.create({
    data: {
      id: newRequestId(),
      receivedAt: new Date("2026-11-24T10:00:00Z"),
      method: "POST",
      target: "/in/slug/orders?page=2",
      httpVersion: "1.1",
      remoteAddress: "192.0.2.1",
      headers: JSON.stringify([
        ["Host", "hooks.example"],
        ["X-Event", "order"],
        ["Content-Length", "11"],
      ]),
      trailers: "[]",
      contentType: "application/json",
      firstByteMs: 0,
      lastByteMs: 0,
      replyStatus: 200,
      verificationStatus: null,
      fidelity: "wire",
      pinnedAt: null,
      eventId: null,
      ...changes,
      binId,
      body,
      bodyBytes: body.length,
    },
  });
}

/** A bin that nobody owns, unless an anonymous owner is named. */
export async function createBin(ownerHash: string | null = null): Promise<string> {
  const bin = await db().bin.create({
    data: { id: newId(), slug: newId(), name: "Test", ownerHash },
  });
  return bin.id;
}
