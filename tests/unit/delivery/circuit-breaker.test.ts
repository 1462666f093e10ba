import { describe, expect, test } from "vitest";
import {
  admits,
  type Breaker,
  CLOSED,
  cancelProbe,
  record,
  startProbe,
} from "#lib/delivery/circuit-breaker.ts";

/** `x` failed, `.` succeeded, one each `everyMs`. */
function play(breaker: Breaker, outcomes: string, startMs: number, everyMs = 1_000): Breaker {
  return [...outcomes].reduce(
    (state, outcome, index) => record(state, outcome === "x", startMs + index * everyMs),
    breaker,
  );
}

describe("circuit breaker", () => {
  test("opens at 70 % failures of at least ten attempts", () => {
    expect(play(CLOSED, "xxxxxxxxx", 0).state).toBe("closed");
    expect(play(CLOSED, "xxxxxxxxxx", 0).state).toBe("open");
    expect(play(CLOSED, "...xxxxxxx", 0).state).toBe("open");
    expect(play(CLOSED, "....xxxxxxxxx", 0).state).toBe("closed");
    expect(play(CLOSED, "....xxxxxxxxxx", 0).state).toBe("open");
  });

  test("forgets what is older than five minutes", () => {
    const before = play(CLOSED, "xxxxxxxxx", 0);
    expect(play(before, "x", 400_000).state).toBe("closed");
  });

  test("lets one probe through after 30 s, and closes when it succeeds", () => {
    const opened = play(CLOSED, "xxxxxxxxxx", 0);
    expect(admits(opened, 38_999)).toBe("none");
    expect(admits(opened, 39_000)).toBe("probe");
    const probing = startProbe(opened, 39_000);
    expect(admits(probing, 40_000)).toBe("none");
    expect(record(probing, false, 40_000)).toBe(CLOSED);
    expect(admits(CLOSED, 0)).toBe("all");
  });

  test("waits twice as long after each failed probe, ten minutes at most", () => {
    let breaker: Breaker = play(CLOSED, "xxxxxxxxxx", 0);
    const pauses: number[] = [];
    for (let probe = 0; probe < 7; probe += 1) {
      breaker = record(startProbe(breaker, 0), true, 0);
      if (breaker.state === "open") pauses.push(breaker.pauseMs / 1_000);
    }
    expect(pauses).toEqual([60, 120, 240, 480, 600, 600, 600]);
  });

  test("A probe that is never heard of again does not keep the host shut.", () => {
    const probing = startProbe(play(CLOSED, "xxxxxxxxxx", 0), 39_000);
    expect(admits(probing, 39_000 + 299_999)).toBe("none");
    expect(admits(probing, 39_000 + 300_000)).toBe("probe");
  });

  test("A probe that told nothing is made again at once.", () => {
    const probing = startProbe(play(CLOSED, "xxxxxxxxxx", 0), 39_000);
    expect(admits(cancelProbe(probing, 40_000), 40_000)).toBe("probe");
    expect(cancelProbe(CLOSED, 0)).toBe(CLOSED);
  });

  test("A late success of an attempt begun before closes it; a late failure changes nothing.", () => {
    const opened = play(CLOSED, "xxxxxxxxxx", 0);
    expect(record(opened, true, 10_000)).toBe(opened);
    expect(record(opened, false, 10_000)).toBe(CLOSED);
    expect(startProbe(CLOSED, 0)).toBe(CLOSED);
  });
});
