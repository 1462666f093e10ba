import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { newRequestId } from "#lib/ids.ts";
import { publish } from "#lib/realtime/bus.ts";
import type { Prisma } from "#prisma/client/client.ts";
import type { ReportDelivery } from "./reported-input.ts";
import { judgeOutcome } from "./retry-schedule.ts";
import { DEFAULT_SETTINGS } from "./target-settings.ts";

/** One attempt, and that was it: nothing of a report is ever sent by this server. */
const RULES = { ...DEFAULT_SETTINGS, retry: { kind: "none" as const } };

type ReportInput = {
  requestId: string;
  binId: string;
  report: ReportDelivery;
  /** The same key for the same request is the same delivery. */
  idempotencyKey: string | null;
  now: Date;
};

/**
 * Keeps what another sender did with a request as a finished delivery of one attempt, and returns its
 * id. Throws `conflict` when the id or the key stands for another delivery. Access to the request is
 * the caller's to check.
 */
export async function reportDelivery(input: ReportInput): Promise<string> {
  const { requestId, binId, report, idempotencyKey, now } = input;
  const id = report.id ?? newRequestId(now.getTime());
  const attempt = attemptRow(report);
  const isNew = await db().$transaction(async (client) => {
    const times = { createdAt: earlier(report.attempt.at, now), finishedAt: now };
    const data = { ...deliveryRow(report), id, requestId, binId, idempotencyKey, ...times };
    const { count } = await client.delivery.createMany({ data: [data], skipDuplicates: true });
    if (count > 0) await client.attempt.create({ data: { ...attempt, deliveryId: id } });
    return count > 0;
  });
  if (!isNew) return findReported(input, attempt);
  publish("delivery.updated", { binId, ids: [id] });
  return id;
}

/** The other's clock may be ahead of ours. */
function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function deliveryRow({ origin, target, attempt }: ReportDelivery) {
  const { stage, error, request, response } = attempt;
  const status = response?.status ?? null;
  const verdict = judgeOutcome({
    outcome: { stage, status: error === null ? status : null, retryAfter: null },
    ...{ failures: 1, rules: RULES, nowMs: 0, random: 0 },
  });
  const succeeded = verdict.kind === "succeeded";
  return {
    origin,
    target: new URL(target).href,
    method: request.method,
    headers: JSON.stringify(request.headers),
    bodyBytes: request.bodyBytes,
    state: succeeded ? "succeeded" : "failed",
    attemptCount: 1,
    failureCount: succeeded ? 0 : 1,
    reason: succeeded ? null : verdict.reason,
    lastStatus: status,
    lastError: succeeded ? null : (error ?? `The target answered with ${status}`),
  };
}

function attemptRow({ target, attempt }: ReportDelivery) {
  const { request, response, ...ending } = attempt;
  return {
    ...{ number: 1, ...ending },
    requestMethod: request.method,
    requestUrl: new URL(target).href,
    requestHeaders: JSON.stringify(request.headers),
    requestBytes: request.bodyBytes,
    responseStatus: response?.status ?? null,
    responseHeaders: response && JSON.stringify(response.headers),
    responseBody: response && new Uint8Array(response.bodyBase64),
    truncated: response?.truncated ?? false,
  } satisfies Omit<Prisma.AttemptUncheckedCreateInput, "deliveryId">;
}

/** The delivery that the id or the key stands for, if it is this very one. */
async function findReported(
  { requestId, report, idempotencyKey }: ReportInput,
  attempt: ReturnType<typeof attemptRow>,
): Promise<string> {
  const names = [
    ...(report.id === undefined ? [] : [{ id: report.id }]),
    ...(idempotencyKey === null ? [] : [{ idempotencyKey }]),
  ];
  const known = await db().delivery.findFirst({
    where: { requestId, origin: report.origin, OR: names },
    include: { attempts: true },
  });
  const [kept] = known?.attempts ?? [];
  const same =
    kept?.at.getTime() === attempt.at.getTime() &&
    kept.stage === attempt.stage &&
    kept.error === attempt.error &&
    kept.requestMethod === attempt.requestMethod &&
    kept.requestUrl === attempt.requestUrl &&
    kept.requestHeaders === attempt.requestHeaders &&
    kept.responseStatus === attempt.responseStatus &&
    kept.responseHeaders === attempt.responseHeaders &&
    Buffer.from(kept.responseBody ?? []).equals(attempt.responseBody ?? Buffer.alloc(0));
  if (known && same) return known.id;
  throw new AppError(
    "conflict",
    "This id or Idempotency-Key already stands for another delivery: use a new one",
  );
}
