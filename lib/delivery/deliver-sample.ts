import type { Caller } from "#lib/auth/identity.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { requireReadableRequest } from "#lib/requests/access.ts";
import { createDelivery } from "./mutations.ts";

type SampleDelivery = {
  url: string;
  method: string;
  headers: HeaderList;
  body: Uint8Array;
};

/** Puts a captured sample on its way to a target, once for each capture; gives the deliveries' ids. */
export async function deliverSample(
  caller: Caller,
  requestIds: readonly string[],
  { url, method, headers, body }: SampleDelivery,
): Promise<string[]> {
  const bodyBase64 = Buffer.from(body).toString("base64");
  const input = { target: url, method, headers, bodyBase64 };
  const ids: string[] = [];
  for (const requestId of requestIds) {
    const { row } = await requireReadableRequest(caller, requestId);
    ids.push(await createDelivery({ row, input, idempotencyKey: null, now: new Date() }));
  }
  return ids;
}
