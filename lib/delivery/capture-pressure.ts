import { type EventLoopUtilization, performance } from "node:perf_hooks";
import { subscribe } from "#lib/realtime/bus.ts";

const LOOK_EVERY_MS = 200;
const BUSY_CAPTURES_PER_SECOND = 300;
const BUSY_UTILIZATION = 0.8;

/** Whether capturing needs this process for itself. */
export type CapturePressure = { isHigh: () => boolean; stop: () => void };

/**
 * Watches how much is captured and how busy the event loop is. Senders wait for captures, deliveries
 * can wait: what is acknowledged is delivered once the rush is over.
 */
export function watchCapturePressure(): CapturePressure {
  let captured = 0;
  let isHigh = false;
  let before: EventLoopUtilization = performance.eventLoopUtilization();
  const stopListening = subscribe("requests.captured", ({ items }) => {
    captured += items.length;
  });
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    const perSecond = (captured * 1000) / LOOK_EVERY_MS;
    isHigh = perSecond > BUSY_CAPTURES_PER_SECOND && utilization > BUSY_UTILIZATION;
    before = now;
    captured = 0;
  }, LOOK_EVERY_MS).unref();
  return {
    isHigh: () => isHigh,
    stop() {
      clearInterval(timer);
      stopListening();
    },
  };
}
