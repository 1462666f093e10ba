import type { HeaderList } from "#lib/http/headers.ts";
import type { AllowList } from "./allow-list.ts";
import { nextLink } from "./chain.ts";
import type { ConnectionPool } from "./connection-pool.ts";
import { isByHand, laterLane } from "./lane.ts";
import { type PreparedAttempt, prepareAttempt, retryAfterOf } from "./prepare-attempt.ts";
import type { ClaimedDelivery } from "./queue.ts";
import type { Outcome } from "./record-outcomes.ts";
import { judgeOutcome, type Verdict } from "./retry-schedule.ts";
import { type AttemptResult, sendAttempt } from "./send-attempt.ts";
import { type Resign, signAnew } from "./sign-anew.ts";
import type { TargetSettings } from "./target-settings.ts";

/** What sending depends on beside the delivery itself. */
export type DeliveryRules = {
  allow: AllowList;
  ownOrigins: () => readonly string[];
  now: () => Date;
  random: () => number;
  connections?: ConnectionPool;
};

/** An attempt made, and whether its host is to blame: null when that says nothing about it. */
export type Ran = { outcome: Outcome; hostFailed: boolean | null };

/** Makes the attempt that was claimed, and says what becomes of the delivery. Never throws. */
export async function runDelivery(
  claimed: ClaimedDelivery,
  settings: TargetSettings | null,
  rules: DeliveryRules,
): Promise<Ran> {
  const prepared = prepareAttempt(claimed, settings);
  const result = await attempt(claimed, settings, prepared, rules);
  const { stage, error, response } = result;
  const verdict = judgeOutcome({
    outcome: {
      stage,
      status: error === null ? (response?.status ?? null) : null,
      retryAfter: response && retryAfterOf(response.headers),
    },
    failures: claimed.failureCount + 1,
    rules: prepared.rules,
    nowMs: rules.now().getTime(),
    random: rules.random(),
  });
  const next =
    verdict.kind === "succeeded" && settings?.chain
      ? await nextLink(claimed, settings.chain, result, rules.now())
      : null;
  const isDead = prepared.rules.retry.kind !== "none";
  return {
    hostFailed: blameHost(result),
    outcome: {
      deliveryId: claimed.id,
      binId: claimed.binId,
      targetId: claimed.targetId,
      leaseToken: claimed.leaseToken,
      result,
      state: stateAfter(verdict, isDead),
      lane: laneAfter(claimed),
      afterMs: verdict.kind === "retry" ? verdict.afterMs : null,
      failureCount: claimed.failureCount + (verdict.kind === "succeeded" ? 0 : 1),
      reason: verdict.kind === "succeeded" ? null : verdict.reason,
      lastError: verdict.kind === "succeeded" ? null : describe(result),
      next,
    },
  };
}

function stateAfter(verdict: Verdict, isDead: boolean): Outcome["state"] {
  if (verdict.kind === "succeeded") return "succeeded";
  if (verdict.kind === "retry") return "waiting";
  return isDead ? "dead" : "failed";
}

/** Where it waits if there is to be another attempt: only the first one is sent by hand. */
function laneAfter({ lane, targetId, targetSettings }: ClaimedDelivery): string {
  const byItself = targetId !== null && targetSettings !== null && isByHand(lane);
  return byItself ? laterLane(targetId) : lane;
}

function describe({ error, response }: AttemptResult): string {
  return error ?? `The target answered with ${response?.status}`;
}

/** Answers below 500 come from a host that works; the guard's refusals never got there. */
function blameHost({ stage, response, error }: AttemptResult): boolean | null {
  if (stage === "guard") return null;
  return error !== null || (response?.status ?? 500) >= 500;
}

async function attempt(
  claimed: ClaimedDelivery,
  settings: TargetSettings | null,
  prepared: PreparedAttempt,
  rules: DeliveryRules,
): Promise<AttemptResult> {
  const { method, url, body, timeoutMs, verifyTls, sentId } = prepared;
  if (body === null) {
    const message = "The captured request was deleted before it was sent";
    return unsent(claimed, prepared, "request", message, rules.now());
  }
  const signed = await sealed(claimed, settings, { ...prepared, body }, rules);
  if (!signed.ok) return unsent(claimed, prepared, "guard", signed.message, rules.now());
  return sendAttempt({
    ...{ deliveryId: sentId, number: claimed.number, method, url, headers: signed.headers, body },
    ...{ allow: rules.allow, timeoutMs, verifyTls, now: rules.now },
    ownOrigins: rules.ownOrigins(),
    ...(rules.connections ? { connections: rules.connections } : {}),
  });
}

/** The headers that go out: those prepared, or with a signature of now. */
async function sealed(
  claimed: ClaimedDelivery,
  settings: TargetSettings | null,
  request: PreparedAttempt & { body: Uint8Array },
  rules: DeliveryRules,
): Promise<{ ok: true; headers: HeaderList } | { ok: false; message: string }> {
  const wanted = asResign(claimed.resign);
  const resign = wanted === "off" && settings && settings.resign !== "off" ? "on" : wanted;
  if (resign === "off") return { ok: true, headers: request.headers };
  const { binId, targetId, verificationStatus, id } = claimed;
  const now = rules.now();
  return signAnew({ binId, targetId, settings, resign, verificationStatus, request, id, now });
}

function unsent(
  claimed: ClaimedDelivery,
  { method, url, headers }: PreparedAttempt,
  stage: AttemptResult["stage"],
  error: string,
  at: Date,
): AttemptResult {
  const request = { method, url, headers, bodyBytes: 0 };
  return { number: claimed.number, at, durationMs: 0, stage, error, request, response: null };
}

function asResign(text: string): Resign {
  return text === "on" || text === "force" ? text : "off";
}
