"use client";

import { useNow } from "#components/shell/use-now.ts";
import { ATTEMPT_TIMEOUT_MS, type Delivery } from "#lib/delivery/schema.ts";
import { attemptPoints, nextWords } from "./delivery-times.ts";
import { TimeLine } from "./time-line.tsx";

const TICK_MS = 1_000;

/** What a delivery under way waits for, counted down by the second. */
export function DeliveryWaiting({ delivery }: { delivery: Delivery }) {
  const nowMs = useNow(Date.now(), TICK_MS);
  return (
    <>
      <p className="text-muted-foreground text-xs tabular-nums">{waitingWords(delivery, nowMs)}</p>
      <DeliveryTimes delivery={delivery} nowMs={nowMs} />
    </>
  );
}

/** The attempts on a line, once there are several points in time to see. */
export function DeliveryTimes({ delivery, nowMs }: { delivery: Delivery; nowMs: number }) {
  const points = attemptPoints(delivery, nowMs);
  return points.length > 1 ? <TimeLine label="Attempts in time" points={points} /> : null;
}

function waitingWords(delivery: Delivery, nowMs: number): string {
  const { state, createdAt, attemptCount, nextAttemptAt } = delivery;
  if (state === "waiting") {
    const words = nextWords(delivery, nowMs);
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}, which is attempt ${attemptCount + 1}`;
  }
  const sinceMs = nowMs - Date.parse(state === "queued" ? (nextAttemptAt ?? createdAt) : createdAt);
  const seconds = Math.max(0, Math.floor(sinceMs / 1000));
  if (state === "queued") return `Waiting for its turn, ${seconds} s`;
  // Since when a later attempt is under way is not told.
  if (attemptCount > 1) return `Waiting for the answer to attempt ${attemptCount}`;
  if (sinceMs <= ATTEMPT_TIMEOUT_MS) {
    return `Waiting for the answer, ${seconds} s; an attempt ends after ${ATTEMPT_TIMEOUT_MS / 1000} s`;
  }
  return `Waiting for ${seconds} s: the server was interrupted and tries again by itself`;
}
