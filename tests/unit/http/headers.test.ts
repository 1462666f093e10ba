import { expect, test } from "vitest";
import {
  dropHopByHop,
  findHeader,
  findHeaders,
  pairHeaders,
  redactHeaders,
} from "#lib/http/headers.ts";

test("pairs keep order, case and repetition", () => {
  expect(pairHeaders(["B", "1", "a", "2", "B", "3"])).toEqual([
    ["B", "1"],
    ["a", "2"],
    ["B", "3"],
  ]);
});

test("names are found whatever their case", () => {
  const headers = pairHeaders(["X-A", "1", "x-a", "2"]);
  expect([
    findHeader(headers, "x-A"),
    findHeaders(headers, "X-a"),
    findHeader(headers, "y"),
  ]).toEqual(["1", ["1", "2"], null]);
});

test("drops the fields of one connection and those that Connection names", () => {
  const headers = pairHeaders([
    "Connection",
    "close, X-Mine",
    "x-mine",
    "1",
    "TE",
    "trailers",
    "Host",
    "h",
    "Accept",
    "*/*",
  ]);
  expect(dropHopByHop(headers)).toEqual([
    ["Host", "h"],
    ["Accept", "*/*"],
  ]);
});

test.each([
  "Authorization",
  "cookie",
  "X-Api-Key",
  "Stripe-Signature",
  "X-Gitlab-Token",
  "X-Shopify-Hmac-Sha256",
])("hides the value of %s", (name) =>
  expect(redactHeaders([[name, "v"]])).toEqual([[name, "••••••"]]),
);

test("shows the value of an ordinary header", () => {
  expect(redactHeaders([["Content-Type", "text/plain"]])).toEqual([["Content-Type", "text/plain"]]);
});
