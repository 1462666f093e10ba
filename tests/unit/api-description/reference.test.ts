import { expect, test } from "vitest";
import { makeReference } from "#lib/api-description/reference.ts";
import { usualDescription } from "#tests/support/api-description.ts";

const document = usualDescription();
const reference = makeReference(document, "https://hooks.example.com");
const calls = reference.groups.flatMap((group) => group.calls);
const callOf = (id: string) => calls.find((call) => call.id === id);

test("has every call, in groups", () => {
  const described = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(calls.length).toBe(described.length);
  expect(reference.groups.every((group) => group.calls.length > 0)).toBe(true);
});

test("has an anchor for everything, each once", () => {
  const ids = [
    ...reference.notes.map(({ id }) => id),
    ...reference.groups.map(({ id }) => id),
    ...calls.map(({ id }) => id),
    ...reference.objects.map(({ name }) => name),
    ...["about", "objects", "main"],
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[\w-]+$/.test(id))).toBe(true);
});

test("shows a call with a command that can be pasted", () => {
  expect(callOf("createDelivery")?.curl).toBe(
    `curl -X POST 'https://hooks.example.com/api/v1/requests/<requestId>/deliveries' \\
  -H "authorization: Bearer $TOKEN" \\
  -H 'content-type: application/json' \\
  -d '{"target":"https://app.example.com/webhooks","retry":{"kind":"linear","everyMs":5000,"attempts":3}}'`,
  );
  expect(callOf("getHealth")?.curl).toBe("curl 'https://hooks.example.com/api/v1/health'");
});

test("says who may call", () => {
  expect(callOf("verify")?.access).toBe("anyone");
  expect(callOf("listBins")?.access).toBe("anyone; a token or cookie says whose bins");
  expect(callOf("updateBin")?.access).toBe("the owner, and an API token of the bin");
  expect(callOf("deleteBin")?.access).toBe("the owner, and no API token");
  expect(callOf("getRequest")?.access).toBe(
    "the owner, an API token of the bin, and whoever has a share link",
  );
});

test("tells answers from refusals", () => {
  const call = callOf("createDelivery");
  expect(call?.answers.map(({ status }) => status)).toEqual(["202"]);
  expect(call?.refusals.map(({ status, code }) => `${status} ${code}`)).toEqual([
    "400 invalid_input",
    "403 forbidden",
    "404 not_found",
    "409 conflict",
    "413 too_large",
    "429 rate_limited",
    "500 internal",
    "503 unavailable",
  ]);
});
