import { expect, test } from "vitest";
import {
  type Connection,
  type ConnectionEvent,
  connectionWords,
  reduceConnection,
} from "#components/realtime/connection-state.ts";

const nineAm = Date.parse("2026-03-01T09:00:00Z");

function after(...events: ConnectionEvent[]): Connection {
  return events.reduce(reduceConnection, { kind: "connecting" });
}

test("a lost connection reads as reconnecting until an attempt has failed", () => {
  const lost = after({ type: "watching" }, { type: "lost", atMs: nineAm });
  expect(connectionWords(lost)).toBe("Reconnecting…");
  const failed = reduceConnection(lost, { type: "attempt_failed", atMs: nineAm + 65_000 });
  expect(connectionWords(failed, "UTC")).toBe("Offline since 09:00");
});

test("offline counts from the loss, however many attempts fail", () => {
  const state = after(
    { type: "watching" },
    { type: "lost", atMs: nineAm },
    { type: "attempt_failed", atMs: nineAm + 60_000 },
    { type: "attempt_failed", atMs: nineAm + 120_000 },
    { type: "lost", atMs: nineAm + 180_000 },
  );
  expect(state).toEqual({ kind: "offline", sinceMs: nineAm });
});

test("a network that is back is not live yet", () => {
  const gone = after({ type: "watching" }, { type: "network_gone", atMs: nineAm });
  expect(gone).toEqual({ kind: "offline", sinceMs: nineAm });
  const back = reduceConnection(gone, { type: "network_back", atMs: nineAm + 5000 });
  expect(back).toEqual({ kind: "reconnecting", sinceMs: nineAm });
  expect(reduceConnection(back, { type: "watching" })).toEqual({ kind: "live" });
});

test("a refusal says so and a later loss does not hide it", () => {
  const refused = after({ type: "refused", message: "There is no such bin" });
  expect(connectionWords(refused)).toBe("Not live");
  expect(reduceConnection(refused, { type: "lost", atMs: nineAm })).toEqual(refused);
});
