import { expect, type Page } from "@playwright/test";
import { z } from "zod";

/** Saves a target of a bin, as its owner's browser; gives its id. */
export async function saveTarget(
  page: Page,
  binId: string,
  target: Record<string, unknown>,
): Promise<string> {
  const answer = await page.request.post(`/api/v1/bins/${binId}/targets`, { data: target });
  expect(answer.status()).toBe(201);
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}

/** One more attempt, a tenth of a second after the first. */
export const QUICK_RETRY = { kind: "linear", everyMs: 100, attempts: 2 };
