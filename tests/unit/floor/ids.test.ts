import { expect, test } from "vitest";
import {
  firstIdAt,
  hashToken,
  idTimeMs,
  isId,
  isSlug,
  isUuid,
  newId,
  newRequestId,
  newSlug,
  newToken,
} from "#lib/ids.ts";

test("request ids grow, also within a millisecond, past its counter and when the clock goes back", () => {
  const start = Date.UTC(2100, 0, 1);
  const ids = Array.from({ length: 10_000 }, () => newRequestId(start));
  ids.push(newRequestId(start - 60_000), newRequestId(start + 10));
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

test("a request id is a UUIDv7 that tells its time", () => {
  const at = Date.UTC(2101, 5, 1, 12);
  const id = newRequestId(at);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(isUuid(id)).toBe(true);
  expect(idTimeMs(id)).toBe(at);
  expect(firstIdAt(at) <= id).toBe(true);
  expect(firstIdAt(at + 1) > id).toBe(true);
});

test.each(["", "x", "01A20B88-E3BD-7000-9786-DCDCCCCCD9EA", "01a20b88e3bd70009786dcdcccccd9ea"])(
  "%s is no id of ours",
  (text) => expect(isUuid(text)).toBe(false),
);

test("slugs have 128 bits in lower-case letters and digits, so that they fit a host name", () => {
  expect(newSlug()).toMatch(/^[a-z2-7]{26}$/);
  expect(newId()).toMatch(/^[a-z2-7]{20}$/);
  expect(new Set(Array.from({ length: 1_000 }, newSlug)).size).toBe(1_000);
});

test("tells its own ids and slugs from anything else", () => {
  expect([isId(newId()), isSlug(newSlug())]).toEqual([true, true]);
  for (const text of ["", "\0", "constructor", newId().toUpperCase(), `${newId()}\n`]) {
    expect([isId(text), isSlug(text)]).toEqual([false, false]);
  }
});

test("tokens say what they are for and are stored as SHA-256", () => {
  expect(newToken("hgo")).toMatch(/^hgo_[\w-]{43}$/);
  expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
