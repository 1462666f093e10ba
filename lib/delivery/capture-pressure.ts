import { type EventLoopUtilization, performance } from "node:perf_hooks";
import { subscribe } from "#lib/realtime/bus.ts";

const LOOK_EVERY_MS = 200;
const BUSY_CAPTURES_PER_SECOND = 300;
const BUSY_UTILIZATION = 0.8;
/** Captures that had to wait for each other to be stored: the database has its hands full. */
const BUSY_ROWS_PER_COMMIT = 4;

/** Whether capturing needs this process for itself. */
export type CapturePressure = { isHigh: () => boolean; stop: () => void };

/**
 * Watches how much is captured, how busy the event loop is and how many captures share a commit. Senders wait for captures, deliveries
 * can wait: what is acknowledged is delivered once the rush is over.
 */
export function watchCapturePressure(): CapturePressure {
  let captured = 0;
  let commits = 0;
  let isHigh = false;
  let before: EventLoopUtilization = performance.eventLoopUtilization();
  const stopListening = subscribe("requests.captured", ({ items }) => {
    captured += items.length;
    commits += 1;
  });
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    const perSecond = (captured * 1000) / LOOK_EVERY_MS;
    const isWaiting = captured >= BUSY_ROWS_PER_COMMIT * commits;
    isHigh = perSecond > BUSY_CAPTURES_PER_SECOND && (utilization > BUSY_UTILIZATION || isWaiting);
    before = now;
    captured = 0;
    commits = 0;
  }, LOOK_EVERY_MS).unref();
  return {
    isHigh: () => isHigh,
    stop() {
      clearInterval(timer);
      stopListening();
    },
  };
}
