import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileSearch } from "#lib/inspection/search-grammar.ts";
import { createSubject, type SearchableRequest } from "#lib/inspection/search-subject.ts";

const REQUEST: SearchableRequest = {
  method: "POST",
  path: "/orders/42",
  query: "page=2&sort=up",
  headers: [
    ["X-Event", "order.paid"],
    ["X-Event", "again"],
    ["Content-Type", "application/json"],
  ],
  body: new TextEncoder().encode(
    JSON.stringify({
      amount: 100,
      price: "99.50",
      note: "Fragile: glass",
      customer: { name: "Zoë", vip: true, "a b": 1 },
      items: [{ sku: "A1" }, { sku: "B2" }],
      nothing: null,
    }),
  ),
  verificationStatus: "verified",
};

function matches(text: string, changes: Partial<SearchableRequest> = {}): boolean {
  const search = compileSearch(text);
  if (!search.ok) throw new Error(`${search.message} at ${search.position}`);
  return search.matches(createSubject({ ...REQUEST, ...changes }));
}

describe("compileSearch", () => {
  test.each([
    [""],
    ["   "],
    ["orders"],
    ["ORDER.PAID"],
    ['"fragile: glass"'],
    ["method:post"],
    ["method=POST path:/orders query:page=2"],
    ["path=/orders/42"],
    ["header:x-event"],
    ["header:X-Event=again"],
    ["header:X-Event:paid"],
    ['header:X-Event = "order.paid"'],
    ["-header:X-Missing"],
    ["NOT header:X-Missing"],
    ["NOT header:X-Missing method:POST"],
    ["body:fragile"],
    ["body.amount"],
    ["body.amount=100"],
    ["body.amount = 100.0"],
    ["body.amount != 7"],
    ["body.amount > 99 body.amount<=100"],
    ["body.price >= 99.5"],
    ["body.note contains glass"],
    ["body.note:glass"],
    ["body.customer.vip=true"],
    ['body.customer."a b"=1'],
    ["body.customer.name = zoë"],
    ["body.items.1.sku=B2"],
    ["body.items.*.sku=a1"],
    ["body.nothing=null"],
    ["body.missing != 1"],
    ["status:verified"],
    ["-status:failed"],
    ["methodology -method"],
  ])("%j", (text) => {
    const request = text.startsWith("methodology") ? { path: "/methodology", method: "GET" } : {};
    // A bare word that is also a field's name is a word: here it stands in "methodology".
    expect(matches(text, request)).toBe(!text.endsWith("-method"));
  });

  test.each([
    ["refund"],
    ["-orders"],
    ["method=PUT"],
    ["path=/orders"],
    ["header:X-Missing"],
    ["-header:X-Event"],
    ["header:X-Event != again"],
    ["body.amount > 100"],
    ["body.amount=1000"],
    ["body.missing = 1"],
    ["body.toString"],
    ["body.customer.constructor"],
    ["body.items.length"],
    ["body.items.*.sku=C3"],
    ["status:none"],
    ["orders refund"],
  ])("not %j", (text) => {
    expect(matches(text)).toBe(false);
  });

  test("A body that is no JSON has no fields.", () => {
    const body = new TextEncoder().encode("{not json");
    expect(matches("body.amount", { body })).toBe(false);
    expect(matches("body:not", { body })).toBe(true);
    expect(matches("status:none", { verificationStatus: null })).toBe(true);
  });

  test("Only the first mebibyte of a body is searched, and no field of a larger one.", () => {
    const body = new TextEncoder().encode(`{"a":"${"x".repeat(1024 * 1024)}needle"}`);
    expect(matches("needle", { body })).toBe(false);
    expect(matches("body.a", { body })).toBe(false);
    expect(matches("xxxx", { body })).toBe(true);
  });

  test.each([
    ['method:POST "open', 12, "The quotation mark is not closed"],
    ["header:", 7, "Write the header's name, such as header:X-Event"],
    ["body.", 5, "Write the name of a field after the dot"],
    ["body.a =", 8, "Write what to look for"],
    ["method:", 7, "Write what to look for"],
    ["- x", 1, "Write the term right after the minus"],
    ["NOT ", 4, "Write a term after NOT"],
  ])("says what is wrong with %j, and where", (text, position, message) => {
    expect(compileSearch(text)).toEqual({ ok: false, message, position });
  });

  test("Length and number of terms are limited.", () => {
    expect(compileSearch("x".repeat(1001))).toMatchObject({ ok: false, position: 1000 });
    expect(compileSearch("a ".repeat(51))).toMatchObject({ ok: false, position: 100 });
  });

  test("Any text is either a search or an error with a position inside it.", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const search = compileSearch(text);
        if (search.ok) return typeof search.matches(createSubject(REQUEST)) === "boolean";
        return search.position >= 0 && search.position <= text.length;
      }),
      { numRuns: 500 },
    );
  });
});
