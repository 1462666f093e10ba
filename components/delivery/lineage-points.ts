import type { Lineage, PublishedSchedule } from "#lib/delivery/schema.ts";
import { gapWords } from "./gap-words.ts";
import type { TimePoint } from "./time-line.tsx";

/** The captures of an event as points in time; the open one is filled. */
export function lineagePoints(captures: Lineage["captures"], openId: string): TimePoint[] {
  const firstMs = Date.parse(captures[0]?.receivedAt ?? "");
  return captures.map(({ requestId, receivedAt, gapMs }, index) => ({
    key: requestId,
    offsetMs: Date.parse(receivedAt) - firstMs,
    tone: requestId === openId ? "plain" : "coming",
    words: gapMs === null ? "1" : `${index + 1} · ${gapWords(gapMs)} later`,
  }));
}

/** The attempts that a provider promises; empty when it says no numbers. */
export function publishedPoints({ delaysMs }: PublishedSchedule): TimePoint[] {
  if (delaysMs === null) return [];
  let offsetMs = 0;
  return [0, ...delaysMs].map((delayMs, index) => {
    offsetMs += delayMs;
    const words = index === 0 ? "1" : `${index + 1} · ${gapWords(delayMs)} later`;
    return { key: index, offsetMs, tone: "coming", words };
  });
}
