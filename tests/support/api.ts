import { z } from "zod";

/** The answer to `POST /bins`, for an anonymous owner. */
export const testBinSchema = z.object({
  id: z.string(),
  slug: z.string(),
  captureUrl: z.string(),
  inspectUrl: z.string(),
  ownerToken: z.string(),
});

export type TestBin = z.infer<typeof testBinSchema>;

/** A bin made through the API by an anonymous owner of its own. */
export async function createTestBin(origin: string): Promise<TestBin> {
  const response = await fetch(`${origin}/api/v1/bins`, { method: "POST" });
  if (response.status !== 201) throw new Error(`POST /bins answered ${response.status}`);
  return testBinSchema.parse(await response.json());
}

/** Calls the API as a bin's owner; the answer's JSON is the caller's to judge. */
export async function callApi(
  origin: string,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === "" ? null : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: parsed };
}
