import { z } from "zod";
import type { RequestSummary } from "#lib/requests/schema.ts";
import type { Api } from "./api.ts";
import { type Capture, fetchCapture, listSince } from "./captures.ts";
import { type FollowEnd, followBin } from "./follow-bin.ts";
import { beginAt, type Start } from "./start-at.ts";
import { note } from "./terminal.ts";
import { createWorkQueue } from "./work-queue.ts";

/** Bodies may have up to 128 MiB each: few are fetched before their turn. */
const FETCHED_AHEAD = 4;

/**
 * Follows a bin and does something with each capture, in order, `concurrency` at once; says beside the
 * results how the connection is. Ends with the signal or the bin, when what was begun is done.
 */
export async function watchCaptures(input: {
  api: Api;
  binId: string;
  start: Start;
  concurrency: number;
  /** Whether `handle` needs more than the summary. */
  isWhole: boolean;
  /** Null: not fetched, since it is not needed. */
  handle: (summary: RequestSummary, capture: Capture | null) => Promise<void> | void;
  /** Told once, when everything that comes from now on is seen. */
  onLive: () => void;
  signal: AbortSignal;
}): Promise<FollowEnd> {
  const { api, binId, start, concurrency, isWhole, handle, onLive, signal } = input;
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});
  const queue = createWorkQueue({
    ...{ concurrency, ahead: FETCHED_AHEAD + concurrency },
    prepare: async (summary: RequestSummary) => ({
      summary,
      capture: isWhole ? await fetchCapture(api, summary.id, signal) : null,
    }),
    async run({ summary, capture }) {
      if (isWhole && capture === null) note(`${summary.id} was deleted before it could be read.`);
      else await handle(summary, capture);
    },
    onError: failed.reject,
  });
  const follow = async () =>
    followBin({
      ...{ api, binId, signal, onCaptured: queue.add },
      ...(await beginAt(start, { api, binId, signal })),
      listSince: (id) => listSince(api, binId, id, signal),
      isThere: () => isThere(api, binId),
      onConnection: connectionNotes(api.server, onLive),
    });
  try {
    return await Promise.race([follow(), failed.promise]);
  } catch (error) {
    if (signal.aborted) return "stopped";
    throw error;
  } finally {
    await queue.stop();
  }
}

async function isThere(api: Api, binId: string): Promise<boolean | null> {
  const answer = await api.get(`/bins/${binId}`, z.unknown());
  if (answer.state === "away") return null;
  return answer.state === "ok";
}

/** Says each change once: attempts to connect again are many. */
function connectionNotes(server: string, onLive: () => void) {
  let wasLive = false;
  let isAway = false;
  return (news: "live" | "away") => {
    if (news === "live") {
      if (!wasLive) onLive();
      else if (isAway) note("Connected again, and caught up.");
      wasLive = true;
    } else if (!isAway) {
      const what = wasLive ? "The connection to" : "No live connection yet to";
      note(`${what} ${server}${wasLive ? " is lost" : ""}: trying again …`);
    }
    isAway = news === "away";
  };
}
