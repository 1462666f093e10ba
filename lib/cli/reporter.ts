import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { AttemptResult } from "#lib/delivery/send-attempt.ts";
import type { Api } from "./api.ts";
import { untilAnswered } from "./captures.ts";
import { createWorkQueue } from "./work-queue.ts";

/** What was done with a captured request. */
export type Report = { requestId: string; deliveryId: string; result: AttemptResult };

/** So many answers of up to 128 KiB wait for the server; then sending waits, too. */
const MAX_WAITING = 64;
const AT_ONCE = 4;

export type Reporter = {
  /** Takes a report; resolves at once unless many are waiting. */
  add: (report: Report) => Promise<void>;
  /** Resolves when all are told, or after `withinMs`; gives how many are not. */
  finish: (withinMs: number) => Promise<number>;
};

type ReporterRules = {
  /** From then on nothing waits for room. */
  signal: AbortSignal;
  onRefused: (report: Report, message: string) => void;
};

/** Tells the server what the target answered, beside the sending, until it has it. */
export function createReporter(api: Api, { signal, onRefused }: ReporterRules): Reporter {
  const given = new AbortController();
  let waiting = 0;
  let room: (() => void)[] = [];
  const makeRoom = () => {
    for (const proceed of room) proceed();
    room = [];
  };
  signal.addEventListener("abort", makeRoom, { once: true });
  const queue = createWorkQueue<Report, Report>({
    ...{ concurrency: AT_ONCE, ahead: AT_ONCE, prepare: async (report) => report },
    async run(report) {
      const refused = await tell(api, report, given.signal);
      if (refused !== null) onRefused(report, refused);
      waiting -= 1;
      makeRoom();
    },
    onError: () => {},
  });
  return {
    async add(report) {
      while (waiting >= MAX_WAITING && !signal.aborted) {
        await new Promise<void>((proceed) => room.push(proceed));
      }
      waiting += 1;
      queue.add([report]);
    },
    async finish(withinMs) {
      const late = new AbortController();
      const tooLate = sleep(withinMs, undefined, { signal: late.signal }).catch(() => {});
      await Promise.race([queue.idle(), tooLate]);
      late.abort();
      given.abort();
      return waiting;
    },
  };
}

/** Null when the server has it, or the request is gone; else why it does not take it. */
async function tell(api: Api, report: Report, signal: AbortSignal): Promise<string | null> {
  const path = `/requests/${report.requestId}/deliveries/reported`;
  const headers = { "idempotency-key": report.deliveryId };
  const answer = await untilAnswered(
    () => api.post(path, toJson(report), z.object({ id: z.string() }), headers),
    signal,
  );
  return answer.state === "ok" || answer.status === 404 ? null : answer.message;
}

function toJson({ deliveryId, result }: Report) {
  const { at, durationMs, stage, error, request, response } = result;
  const { body, ...head } = response ?? { body: null };
  return {
    ...{ id: deliveryId, origin: "cli", target: request.url },
    attempt: {
      ...{ at: at.toISOString(), durationMs, stage, error, request },
      response: body && { ...head, bodyBase64: Buffer.from(body).toString("base64") },
    },
  };
}
