import { expect, test } from "vitest";
import {
  type Circumstances,
  type UnreachableReason,
  unreachableReason,
} from "#components/delivery/unreachable-reason.ts";

const HTTP: Circumstances = {
  byPolicy: false,
  permission: null,
  pageUrl: "http://hooks.internal/bins/1",
  targetUrl: "http://localhost:3000/",
};
const HTTPS = { ...HTTP, pageUrl: "https://hooks.example/bins/1" };

test.each<[string, Circumstances, UnreachableReason]>([
  ["nothing is known", HTTP, "unknown"],
  [
    "the page's own policy forbids it",
    { ...HTTPS, byPolicy: true, permission: "denied" },
    "policy",
  ],
  ["the reader has said no", { ...HTTPS, permission: "denied" }, "denied"],
  ["the page is https and the server is not", HTTPS, "mixed"],
  ["both are https", { ...HTTPS, targetUrl: "https://localhost:3000/" }, "unknown"],
  ["the reader has allowed it, both being http", { ...HTTP, permission: "granted" }, "unknown"],
])("When %s", (_, circumstances, reason) => {
  expect(unreachableReason(circumstances)).toBe(reason);
});
