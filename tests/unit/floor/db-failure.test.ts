import { expect, test } from "vitest";
import { dbFailure } from "#lib/db-failure.ts";

const prisma = (code: string, cause: Record<string, string> = {}) =>
  Object.assign(new Error("Invalid invocation"), { code, meta: { driverAdapterError: { cause } } });

test.each([
  ["no record to change", prisma("P2025"), "gone"],
  ["a foreign key to nothing", prisma("P2003"), "gone"],
  ["the same in raw SQL", prisma("P2010", { originalCode: "23503" }), "gone"],
  ["no server", prisma("P1001"), "away"],
  ["the same in raw SQL", prisma("P2010", { kind: "DatabaseNotReachable" }), "away"],
  ["a server that shuts down", prisma("P2010", { originalCode: "57P01" }), "away"],
  ["a statement that took too long", prisma("P2010", { originalCode: "57014" }), "away"],
  ["a socket that is not there", new Error("connect ENOENT /tmp/.s.PGSQL.5432"), "away"],
  ["a lost connection", new Error("Connection terminated unexpectedly"), "away"],
  ["text that cannot be stored", prisma("P2010", { originalCode: "22021" }), null],
  ["a mistake of ours", new TypeError("x is not a function"), null],
  ["no error at all", "P1001", null],
])("%s", (_case, error, expected) => expect(dbFailure(error)).toBe(expected));
