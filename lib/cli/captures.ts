import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { HeaderList } from "#lib/http/headers.ts";
import type { RequestSummary } from "#lib/requests/schema.ts";
import { type Api, type ApiAnswer, need } from "./api.ts";

/** A captured request with the exact bytes of its body. */
export type Capture = {
  id: string;
  receivedAt: string;
  method: string;
  /** Below the bin's address. */
  path: string;
  /** Raw, without "?". */
  query: string;
  headers: HeaderList;
  contentType: string | null;
  remoteAddress: string;
  verificationStatus: string | null;
  body: Uint8Array;
};

const verification = z.object({ status: z.string() }).nullable();

const captureSchema = z.object({
  id: z.string(),
  receivedAt: z.string(),
  method: z.string(),
  path: z.string(),
  query: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  contentType: z.string().nullable(),
  remoteAddress: z.string(),
  bodyBase64: z.string().nullable(),
  bodyUrl: z.string(),
  verification,
});

const pageSchema = z.object({
  // The list has the contract's own type: only what this program itself looks at is checked.
  items: z.array(z.looseObject({ id: z.string() }).transform((item) => item as RequestSummary)),
  nextCursor: z.string().nullable(),
});

const PAGE = 200;
const AGAIN_FIRST_MS = 250;
const AGAIN_MOST_MS = 3_000;

/**
 * Asks until there is an answer, however long the server is away, and while it asks for patience.
 * Rejects with an AbortError when the signal fires.
 */
export async function untilAnswered<Value>(
  ask: () => Promise<ApiAnswer<Value>>,
  signal: AbortSignal,
): Promise<Exclude<ApiAnswer<Value>, { state: "away" }>> {
  for (let waitMs = AGAIN_FIRST_MS; ; waitMs = Math.min(waitMs * 2, AGAIN_MOST_MS)) {
    signal.throwIfAborted();
    const answer = await ask();
    if (answer.state !== "away") return answer;
    await sleep(answer.retryAfterMs ?? waitMs, undefined, { signal });
  }
}

/** A capture with its body; null when it is gone. Asks again while the server is away. */
export async function fetchCapture(
  api: Api,
  id: string,
  signal: AbortSignal,
): Promise<Capture | null> {
  const head = await untilAnswered(() => api.get(`/requests/${id}`, captureSchema, signal), signal);
  if (isGone(head)) return null;
  const { bodyBase64, bodyUrl, verification: verdict, ...capture } = need(head);
  const verificationStatus = verdict?.status ?? null;
  if (bodyBase64 !== null) {
    return { ...capture, verificationStatus, body: Buffer.from(bodyBase64, "base64") };
  }
  const body = await untilAnswered(() => api.bytes(bodyUrl, signal), signal);
  return isGone(body) ? null : { ...capture, verificationStatus, body: need(body) };
}

/** The newest captures of a bin, oldest first, at most `count`. */
export async function listNewest(
  api: Api,
  binId: string,
  count: number,
  signal: AbortSignal,
): Promise<RequestSummary[]> {
  return collect(api, binId, signal, (found) => found.length >= count, count);
}

/** What came after an id, oldest first. */
export async function listSince(
  api: Api,
  binId: string,
  since: string,
  signal: AbortSignal,
): Promise<RequestSummary[]> {
  const reached = (found: readonly RequestSummary[]) => (found.at(-1)?.id ?? since) <= since;
  const found = await collect(api, binId, signal, reached, Number.POSITIVE_INFINITY);
  return found.filter((item) => item.id > since);
}

/** Reads pages, newest first, until there is enough; gives them oldest first. */
async function collect(
  api: Api,
  binId: string,
  signal: AbortSignal,
  isEnough: (found: readonly RequestSummary[]) => boolean,
  most: number,
): Promise<RequestSummary[]> {
  const found: RequestSummary[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? "" : `&cursor=${cursor}`;
    const limit = Math.min(PAGE, most - found.length);
    const path = `/bins/${binId}/requests?limit=${limit}${query}`;
    const page: z.output<typeof pageSchema> = need(
      await untilAnswered(() => api.get(path, pageSchema, signal), signal),
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && !isEnough(found));
  return found.reverse();
}

function isGone<Value>(
  answer: { state: "ok"; value: Value } | { state: "refused"; status: number },
) {
  return answer.state === "refused" && answer.status === 404;
}
