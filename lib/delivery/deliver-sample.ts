import type { HeaderList } from "#lib/http/headers.ts";
import type { CapturedRequest as CapturedRow } from "#prisma/client/client.ts";
import { createDelivery } from "./mutations.ts";

type SampleDelivery = {
  url: string;
  method: string;
  headers: HeaderList;
  body: Uint8Array;
};

/** Puts captured samples on their way to a target; gives the deliveries' ids. */
export async function deliverSample(
  rows: readonly CapturedRow[],
  { url, method, headers, body }: SampleDelivery,
): Promise<string[]> {
  const bodyBase64 = Buffer.from(body).toString("base64");
  const input = { target: url, method, headers, bodyBase64 };
  const ids: string[] = [];
  for (const row of rows) {
    ids.push(await createDelivery({ row, input, idempotencyKey: null, now: new Date() }));
  }
  return ids;
}
