import { expect, test } from "vitest";
import { clientAddress, clientKey } from "#lib/http/client-address.ts";

test.each([
  ["no proxy: the header is hearsay", 0, "6.6.6.6", "10.0.0.1"],
  ["one proxy: its own entry counts", 1, "6.6.6.6, 1.2.3.4", "1.2.3.4"],
  ["two proxies", 2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"],
  ["fewer entries than proxies: the leftmost", 3, "1.2.3.4", "1.2.3.4"],
  ["no header", 1, null, "10.0.0.1"],
  ["an entry that is no address", 1, "unknown", "10.0.0.1"],
])("%s", (_case, trustedProxies, forwardedFor, expected) => {
  expect(clientAddress({ socketAddress: "10.0.0.1", forwardedFor, trustedProxies })).toBe(expected);
});

test("IPv4 in IPv6 clothes is IPv4", () => {
  const address = clientAddress({
    socketAddress: "::ffff:1.2.3.4",
    forwardedFor: null,
    trustedProxies: 0,
  });
  expect(address).toBe("1.2.3.4");
});

test("limits count an IPv6 client by its /64, in any spelling", () => {
  const keys = ["2001:db8:0:1::1", "2001:DB8:0:1:ffff::2", "2001:0db8:0000:0001:1:2:3:4"].map(
    clientKey,
  );
  expect(new Set(keys)).toEqual(new Set(["20010db800000001/64"]));
  expect(clientKey("2001:db8:0:2::1")).not.toBe(keys[0]);
  expect(clientKey("::ffff:1.2.3.4")).toBe(clientKey("1.2.3.4"));
});
