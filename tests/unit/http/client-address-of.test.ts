import { expect, test } from "vitest";
import { CLIENT_ADDRESS_HEADER, clientAddressOf } from "#lib/http/client-address.ts";

// No server of ours runs in this process: whoever calls could have written that header.
test("without our own server its header is hearsay, and the platform's proxy is believed", () => {
  const headers = { [CLIENT_ADDRESS_HEADER]: "6.6.6.6", "x-forwarded-for": "9.9.9.9, 1.2.3.4" };
  expect(clientAddressOf(new Request("http://app.example/", { headers }))).toBe("1.2.3.4");
});
