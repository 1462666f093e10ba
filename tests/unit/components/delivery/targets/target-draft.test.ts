import { expect, test } from "vitest";
import { targetDraftOf, targetInput } from "#components/delivery/targets/target-draft.ts";
import { createTargetSchema } from "#lib/delivery/target-input.ts";
import { DEFAULT_SETTINGS } from "#lib/delivery/target-settings.ts";

const draft = { ...targetDraftOf(null), name: " Mine ", url: " https://example.com/ " };

test("An untouched draft is a target with the defaults, and the server takes it.", () => {
  const built = targetInput(draft);
  const input = { ...DEFAULT_SETTINGS, name: "Mine", url: "https://example.com/" };
  expect(built).toEqual({ ok: true, input });
  expect(createTargetSchema.parse(input)).toEqual(input);
});

test("What is typed becomes numbers and lists.", () => {
  const built = targetInput({
    ...draft,
    ...{ addHeaders: "A: 1\n\nB: 2", removeHeaders: "Cookie,  X-Debug", timeoutSeconds: "2.5" },
    ...{ order: "key", orderKey: " body.id ", ratePerSecond: "0.5", concurrency: "1" },
    ...{ successStatuses: "2XX 304", neverRetryStatuses: "400, 422" },
    retry: { ...draft.retry, kind: "exponential", baseSeconds: "0.5", attempts: "3" },
    ...{ resign: "own", signatureScheme: "github", secret: "s" },
    chain: {
      ...{ targetId: "next", body: "response", url: "", headers: "X: {{response.status}}" },
      bodyTemplate: "",
    },
  });
  expect(built).toMatchObject({
    ok: true,
    input: {
      addHeaders: [
        ["A", "1"],
        ["B", "2"],
      ],
      removeHeaders: ["Cookie", "X-Debug"],
      ...{ timeoutMs: 2_500, orderKey: "body.id", ratePerSecond: 0.5, concurrency: 1 },
      ...{ successStatuses: ["2xx", "304"], neverRetryStatuses: [400, 422] },
      retry: { kind: "exponential", baseMs: 500, factor: 2, maxMs: 3_600_000, attempts: 3 },
      ...{ resign: "own", signatureScheme: "github", secret: "s" },
      chain: {
        targetId: "next",
        template: { url: null, headers: [["X", "{{response.status}}"]], body: null },
      },
    },
  });
  expect(built.ok && createTargetSchema.safeParse(built.input).success).toBe(true);
});

test("What can't be read is told by field, all at once.", () => {
  const built = targetInput({
    ...draft,
    ...{ addHeaders: "oops", timeoutSeconds: "soon", concurrency: "", ratePerSecond: "x" },
    retry: { ...draft.retry, kind: "linear", everySeconds: "0" },
    chain: { targetId: "", body: "response", url: "", headers: "", bodyTemplate: "" },
  });
  expect(!built.ok && Object.keys(built.problems).sort()).toEqual([
    ...["addHeaders", "chain", "concurrency", "ratePerSecond", "retry", "timeoutSeconds"],
  ]);
});
