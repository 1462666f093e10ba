import { findBinForCapture } from "#lib/bins/queries.ts";
import { env } from "#lib/env.ts";
import { createTokenBuckets } from "#lib/http/token-bucket.ts";
import { logger } from "#lib/logger.ts";
import { publish, subscribe } from "#lib/realtime/bus.ts";
import { insertRequests } from "#lib/requests/insert.ts";
import { type StoredRequest, summarizeRequest } from "#lib/requests/stored-request.ts";
import { createBinCache } from "./bin-cache.ts";
import { type CaptureService, createCaptureService } from "./capture-service.ts";
import { createGroupCommit, type GroupCommit } from "./group-commit.ts";
import { flushRefusals, recordRefusal } from "./refusal-log.ts";

// On globalThis: the raw door (server.ts) and the Next.js route are two module graphs with one lane.
const KEY = Symbol.for("hookglass.capture");
type Shared = { service: CaptureService; commits: GroupCommit<StoredRequest> };
const store = globalThis as { [KEY]?: Shared };

const MINUTE_MS = 60_000;
const MAX_BATCH_ROWS = 256;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
/** What a row costs beside its body: headers, ids and the like. */
const ROW_OVERHEAD_BYTES = 1024;

/** This process's capture core. */
export function captureService(): CaptureService {
  store[KEY] ??= createShared();
  return store[KEY].service;
}

/** Waits until everything accepted is committed. */
export async function drainCapture(): Promise<void> {
  await store[KEY]?.commits.drain();
  await flushRefusals();
}

function createShared(): Shared {
  const settings = env();
  const bins = createBinCache(findBinForCapture, Date.now);
  subscribe("bin.updated", ({ binId }) => bins.forget(binId));
  subscribe("bin.deleted", ({ binId }) => bins.forget(binId));
  const commits = createGroupCommit<StoredRequest>({
    flush: insertRequests,
    onCommitted: publishCaptured,
    onError: (error) => logger.error({ err: error }, "captured requests were not stored"),
    isOutage,
    sizeOf: (row) => row.body.length + ROW_OVERHEAD_BYTES,
    maxBatchRows: MAX_BATCH_ROWS,
    maxBatchBytes: MAX_BATCH_BYTES,
    maxQueuedBytes: settings.HOOKGLASS_MAX_QUEUED_BYTES,
  });
  const service = createCaptureService({
    bins,
    commits,
    rateLimit: settings.HOOKGLASS_RATE_LIMIT
      ? createTokenBuckets(settings.HOOKGLASS_CAPTURES_PER_MINUTE, MINUTE_MS)
      : null,
    maxBodyBytes: settings.HOOKGLASS_MAX_BODY_BYTES,
    recordRefusal,
  });
  return { service, commits };
}

function publishCaptured(rows: StoredRequest[]): void {
  const byBin = Map.groupBy(rows, (row) => row.binId);
  for (const [binId, group] of byBin) {
    const items = group.map((row) =>
      summarizeRequest({ ...row, bodyBytes: row.body.length, pinnedAt: null }),
    );
    publish("requests.captured", { binId, items });
  }
}

/** SQLSTATE classes 22 and 23 blame a row; anything else blames the database or the way to it. */
function isOutage(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return !/^2[23][0-9A-Z]{3}$/.test(code);
}
