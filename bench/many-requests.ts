import { db } from "#lib/db.ts";
import { newRequestId } from "#lib/ids.ts";
import { insertRequests } from "#lib/requests/insert.ts";
import type { StoredRequest } from "#lib/requests/stored-request.ts";
import { webhook } from "./webhook.ts";

const BATCH_ROWS = 1_000;
const EVENTS = ["push", "issues", "pull_request", "release", "check_run"];

/** A word that stands in the bodies of 1 % of the requests. */
export const RARE_WORD = "needle";

/** Fills a bin with webhooks of 0.2 to 4 KB, as if they had been captured a second apart. */
export async function storeManyRequests(binId: string, count: number): Promise<void> {
  const now = Date.now();
  for (let from = 0; from < count; from += BATCH_ROWS) {
    const size = Math.min(BATCH_ROWS, count - from);
    const rows = Array.from({ length: size }, (_, index) =>
      request(binId, from + index, now - (count - from - index) * 1000),
    );
    await insertRequests(rows);
  }
  // What autovacuum does within a minute, so that a run does not depend on when.
  await db().$executeRaw`VACUUM ANALYZE requests`;
}

function request(binId: string, number: number, atMs: number): StoredRequest {
  const event = EVENTS[number % EVENTS.length] ?? "push";
  const headers = { ...webhook.headers, "X-GitHub-Event": event };
  return {
    id: newRequestId(),
    binId,
    receivedAt: new Date(atMs),
    method: "POST",
    target: `/in/bench/github/${event}?delivery=${number}`,
    httpVersion: "1.1",
    remoteAddress: "127.0.0.1",
    headers: Object.entries(headers),
    trailers: [],
    body: Buffer.from(JSON.stringify(payload(event, number))),
    contentType: "application/json",
    firstByteMs: 0.2,
    lastByteMs: 0.4,
    replyStatus: 200,
    verificationStatus: null,
    fidelity: "wire",
  };
}

function payload(event: string, number: number) {
  const commits = Array.from({ length: (number * 7) % 12 }, (_, index) => ({
    id: (number * 31 + index).toString(16).padStart(40, "0"),
    message: `Change ${index} of delivery ${number}`,
    author: { name: "Mona Lisa", email: "mona@example.com" },
    url: `https://example.com/hello/world/commit/${number}/${index}`,
  }));
  const note = number % 100 === 0 ? RARE_WORD : "hay";
  return { event, number, note, repository: { full_name: "hello/world" }, commits };
}
