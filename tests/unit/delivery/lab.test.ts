import { describe, expect, test } from "vitest";
import { planLab } from "#lib/delivery/lab-plan.ts";
import { groupAnswers, judgeLab, type LabAnswer } from "#lib/delivery/lab-verdict.ts";

const plan = (pattern: "at_once" | "spaced" | "shuffled" | "pairs", others: string[] = []) =>
  planLab({ request: "r", others, times: 4, pattern, spacingMs: 100, random: () => 0 });

describe("planLab", () => {
  test("at once, spaced, in pairs", () => {
    expect(plan("at_once").map(({ afterMs }) => afterMs)).toEqual([0, 0, 0, 0]);
    expect(plan("spaced").map(({ afterMs }) => afterMs)).toEqual([0, 100, 200, 300]);
    expect(plan("pairs").map(({ afterMs }) => afterMs)).toEqual([0, 0, 100, 100]);
  });

  test("shuffled among as many others", () => {
    const steps = plan("shuffled", ["a", "b", "c", "d", "e"]);
    expect(steps.map(({ request }) => request).sort()).toEqual([..."abcd", "r", "r", "r", "r"]);
    expect(steps.at(-1)?.afterMs).toBe(700);
    expect(steps.map(({ request }) => request).join("")).not.toBe("rrrrabcd");
  });
});

function answer(
  status: number | null,
  bodyHash: string | null = "same",
  durationMs = 10,
): LabAnswer {
  return { deliveryId: "d", status, error: status === null ? "no" : null, bodyHash, durationMs };
}

function verdict(...answers: LabAnswer[]) {
  return judgeLab(groupAnswers(answers), answers.length);
}

describe("judgeLab", () => {
  test.each<[string, LabAnswer[], string, RegExp]>([
    [
      "equal answers",
      [answer(200), answer(200), answer(200)],
      "likely",
      /All 3 copies got the very same/,
    ],
    ["different bodies", [answer(200, "a"), answer(200, "b")], "unlikely", /2 different answers/],
    [
      "one taken, the rest known",
      [answer(201), answer(409), answer(409)],
      "likely",
      /sees duplicates/,
    ],
    [
      "some taken alike, the rest known",
      [answer(200), answer(200), answer(409)],
      "likely",
      /^2 of 3 copies got the very same/,
    ],
    [
      "some taken differently, the rest known",
      [answer(200, "a"), answer(200, "b"), answer(409)],
      "unlikely",
      /^2 of 3 copies were taken, with 2 different answers/,
    ],
    ["a server error", [answer(200), answer(500)], "unlikely", /1 of 2 copies .* server error/],
    ["too many requests", [answer(200), answer(429)], "unknown", /space them out/],
    ["all refused", [answer(400), answer(400)], "unknown", /Every copy was refused/],
    ["some refused", [answer(200), answer(422)], "unlikely", /depends on the order/],
    ["no answers", [answer(null), answer(null), answer(200)], "unknown", /Only 1 of 3/],
  ])("%s", (_name, answers, idempotent, sentence) => {
    const judged = verdict(...answers);
    expect(judged.idempotent).toBe(idempotent);
    expect(judged.sentence).toMatch(sentence);
  });

  test("Groups carry counts and the fastest and slowest time.", () => {
    const groups = groupAnswers([answer(500), answer(200, "a", 5), answer(200, "a", 25)]);
    expect(groups[0]).toMatchObject({ status: 200, count: 2, fastestMs: 5, slowestMs: 25 });
    expect(groups[1]).toMatchObject({ status: 500, count: 1 });
  });
});
