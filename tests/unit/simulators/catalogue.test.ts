import { expect, test } from "vitest";
import { findHeader } from "#lib/http/headers.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { buildSample } from "#lib/simulators/build-sample.ts";
import { findSample, listProviders, PROVIDERS } from "#lib/simulators/catalogue.ts";

const NOW = new Date("2026-03-14T08:09:10.123Z");
const ID = "019cf3a2-7c1d-7e55-b3aa-9d20c1f4e6b8";
const OTHER_ID = "019cf3a2-7c1d-7e55-b3aa-000000000000";

const SAMPLES = PROVIDERS.flatMap((provider) =>
  provider.events.map((event) => ({ name: `${provider.id} ${event.id}`, provider, event })),
);

test("ids are fit for an address and stand for one thing each", () => {
  const ids = SAMPLES.map(({ name }) => name);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(PROVIDERS.map(({ id }) => id)).size).toBe(PROVIDERS.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+ [a-z0-9._-]+$/);
});

test("every provider signs with a scheme that is known, and comes by name", () => {
  const labels = PROVIDERS.map(({ label }) => label);
  expect(labels).toEqual(labels.toSorted((a, b) => a.localeCompare(b, "en")));
  for (const { scheme } of PROVIDERS) expect(findScheme(scheme), scheme).not.toBeNull();
});

test.each(SAMPLES)("$name names the document its fields come from", ({ event }) => {
  expect(event.source.url).toMatch(/^https:\/\/[a-z0-9.-]+\/\S*$/);
  expect(event.source.licence).toMatch(
    /^(MIT|Apache-2\.0|BSD-3-Clause|CC BY-SA 4\.0|public documentation)$/,
  );
});

test.each(SAMPLES)("$name is a request that could come from the provider", (sample) => {
  const built = buildSample({ ...sample, now: NOW, id: ID });
  expect(built.method).toBe("POST");
  expect(built.path).toMatch(/^\/[a-z0-9]+$/);
  const contentType = findHeader(built.headers, "content-type") ?? "";
  if (contentType.includes("json")) expect(() => JSON.parse(built.body)).not.toThrow();
  else expect(contentType).toContain("application/x-www-form-urlencoded");
  for (const [name, value] of built.headers) {
    expect(name).toMatch(/^[A-Za-z0-9-]+$/);
    expect(value).toMatch(/^[\x20-\x7e]+$/);
  }
});

// RFC 2606 and RFC 5737: names and addresses that belong to nobody.
const LIVE_KEY = /\b(?:sk|rk|pk)_live_|\bxox[bap]-|\bgh[pousr]_[A-Za-z0-9]{20}|\bAKIA[0-9A-Z]{16}/;

test.each(SAMPLES)("$name has nobody's address and no live key in it", (sample) => {
  const { body } = buildSample({ ...sample, now: NOW, id: ID });
  const text = decodeURIComponent(body.replaceAll("+", " ").replaceAll(/%(?![0-9A-F]{2})/g, "%25"));
  for (const [address] of text.matchAll(/[\w.+-]+@[\w.-]+\.[a-z]{2,}/gi)) {
    expect(address).toMatch(/^git@|@(?:[\w-]+\.)*example(?:\.com)?$|@Cal\.com$/);
  }
  expect(text).not.toMatch(LIVE_KEY);
});

test.each(SAMPLES)("$name is of the moment, and the same for the same id", (sample) => {
  const first = buildSample({ ...sample, now: NOW, id: ID });
  expect(buildSample({ ...sample, now: NOW, id: ID })).toEqual(first);
  const other = buildSample({ ...sample, now: NOW, id: OTHER_ID });
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(first));
});

test("edits replace what they name and leave the rest", () => {
  const sample = findSample("github", "push");
  if (!sample) throw new Error("no GitHub");
  const built = buildSample({
    ...sample,
    now: NOW,
    id: ID,
    edits: { method: "PUT", headers: [["X-Only", "this"]], body: "{}" },
  });
  expect(built).toEqual({
    method: "PUT",
    path: "/github",
    headers: [["X-Only", "this"]],
    body: "{}",
  });
});

test("an edited body that holds the time is brought up to now, byte for byte elsewhere", () => {
  const sample = findSample("linear", "issue-create");
  if (!sample) throw new Error("no Linear");
  const body = '{ "action":"create",  "webhookTimestamp" : 1700000000000, "x":1 }';
  const built = buildSample({ ...sample, now: NOW, id: ID, edits: { body } });
  expect(built.body).toBe(`{ "action":"create",  "webhookTimestamp" : ${NOW.getTime()}, "x":1 }`);
});

test("the list for pickers has names and no payloads", () => {
  const github = listProviders().find(({ id }) => id === "github");
  expect(github).toMatchObject({
    label: "GitHub",
    scheme: "github",
    breakages: ["wrong_signature", "missing_signature", "reserialized", "duplicate"],
  });
  expect(github?.events[0]).toEqual({ id: "push", label: "Push", topic: "push" });
  expect(JSON.stringify(listProviders()).length).toBeLessThan(40_000);
});

test("what is not there is not found", () => {
  expect(findSample("github", "no-such-event")).toBeNull();
  expect(findSample("nobody", "push")).toBeNull();
});
