import { expect } from "@playwright/test";

type Webhook = {
  /** Below the capture URL, query included: `/orders?x=1`. */
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
};

/** Sends a request to a capture URL as a provider would; gives the id it was stored under. */
export async function sendWebhook(captureUrl: string, webhook: Webhook = {}): Promise<string> {
  const { path = "", method = "POST", headers = {}, body } = webhook;
  const init: RequestInit = { method, headers, ...(body === undefined ? {} : { body }) };
  const response = await fetch(captureUrl + path, init);
  expect(response.status, `${method} ${path}`).toBe(200);
  return response.headers.get("hookglass-request-id") ?? "";
}

/** Sends JSON. */
export function sendJson(captureUrl: string, path: string, value: unknown): Promise<string> {
  return sendWebhook(captureUrl, {
    path,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(value),
  });
}

/** Sends one webhook after the other to `/1`, `/2`, …; gives their ids, oldest first. */
export async function sendMany(captureUrl: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    ids.push(await sendJson(captureUrl, `/${number}`, { number }));
  }
  return ids;
}
