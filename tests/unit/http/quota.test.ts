import { expect, test } from "vitest";
import { AppError } from "#lib/errors.ts";
import { CLIENT_ADDRESS_HEADER } from "#lib/http/client-address.ts";
import { setListeningOrigin } from "#lib/http/origin.ts";
import { requireQuota, requireQuotaFor } from "#lib/http/quota.ts";

function refusal(call: () => void): AppError | null {
  try {
    call();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const from = (address: string, headers: Record<string, string> = {}) =>
  new Request("http://app.example/", { headers: { [CLIENT_ADDRESS_HEADER]: address, ...headers } });

test("says how many are allowed and when to come back", () => {
  const quota = { noun: "teapots", allowed: 2, per: "hour" } as const;
  const calls = [1, 2, 3].map(() => refusal(() => requireQuotaFor("k", "for one table", quota)));
  expect(calls.slice(0, 2)).toEqual([null, null]);
  expect(calls[2]).toMatchObject({
    code: "rate_limited",
    message: "2 teapots an hour are allowed for one table: try again in 30 min",
    retryAfterSeconds: 1800,
  });
  expect(refusal(() => requireQuotaFor("other", "for one table", quota))).toBeNull();
});

test("counts by the address that our own server saw", () => {
  setListeningOrigin("http://127.0.0.1:3000");
  const quota = { noun: "cups", allowed: 1, per: "minute" } as const;
  const take = (request: Request) => refusal(() => requireQuota(request, quota))?.code ?? null;
  expect(take(from("1.2.3.4"))).toBeNull();
  expect(take(from("1.2.3.4", { "x-forwarded-for": "9.9.9.9" }))).toBe("rate_limited");
  expect(take(from("2001:db8::1"))).toBeNull();
  expect(take(from("2001:db8::2"))).toBe("rate_limited");
  expect(take(from("5.6.7.8"))).toBeNull();
});
