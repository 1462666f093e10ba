import { describe, expect, test } from "vitest";
import {
  chainView,
  renderBody,
  renderText,
  templateProblem,
} from "#lib/delivery/chain-template.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const RESPONSE = { id: 'a/b "c"', items: [{ n: 1 }, { n: 2 }], nested: { deep: true }, zero: 0 };
const view = chainView({
  response: { status: 201, headers: [["X-Id", "7"]], body: encode(JSON.stringify(RESPONSE)) },
  original: encode('{"order":42,"constructor":"mine"}'),
  headers: [["X-Event", "order"]],
});

describe("renderText", () => {
  test.each([
    ["{{response.body.id}}", 'a/b \\"c\\"'],
    ["{{{response.body.id}}}", 'a/b "c"'],
    ['{"id":"{{response.body.id}}"}', '{"id":"a/b \\"c\\""}'],
    ["{{response.status}} {{response.headers.x-id}} {{request.headers.x-event}}", "201 7 order"],
    ["{{#response.body.items}}<{{n}}>{{/response.body.items}}", "<1><2>"],
    ["{{#response.body.items}}{{request.body.order}}{{/response.body.items}}", "4242"],
    ["{{^response.body.missing}}none{{/response.body.missing}}", "none"],
    ["{{{response.body.nested}}}", '{"deep":true}'],
    ["{{response.body.zero}}", "0"],
    ["{{response.body.missing.more}}", ""],
    ["{{request.body.constructor}}", "mine"],
    ["{{response.body.items.length}}", "2"],
    ["{{> partial}}", ""],
  ])("%s", (template, expected) => {
    expect(renderText(template, view, "body")).toEqual({ ok: true, value: expected });
  });

  test.each([
    "{{response.body.id.constructor}}",
    "{{response.constructor}}",
    "{{toString}}",
    "{{response.body.items.map}}",
    "{{response.body.id.constructor.constructor.prototype.constructor}}",
    "{{#response.body.id.constructor.constructor}}return process{{/response.body.id.constructor.constructor}}",
    "{{__proto__.polluted}}",
  ])("finds nothing that is not data: %s", (template) => {
    expect(renderText(template, view, "body")).toEqual({ ok: true, value: "" });
  });

  test("Values are written as their place demands.", () => {
    expect(renderText("https://x.test/{{response.body.id}}", view, "url")).toEqual({
      ok: true,
      value: "https://x.test/a%2Fb%20%22c%22",
    });
    const line = chainView({
      response: { status: 200, headers: [], body: encode('{"v":"a\\r\\nEvil: 1"}') },
      original: encode(""),
      headers: [],
    });
    expect(renderText("{{response.body.v}}", line, "header")).toMatchObject({ ok: false });
  });

  test("What repeats itself without end is stopped.", () => {
    const many = JSON.stringify({ a: Array.from({ length: 1_000 }, () => 1) });
    const large = chainView({
      response: { status: 200, headers: [], body: encode(many) },
      original: encode(""),
      headers: [],
    });
    const open = "{{#response.body.a}}".repeat(4);
    const close = "{{/response.body.a}}".repeat(4);
    expect(renderText(`${open}x${close}`, large, "body")).toEqual({
      ok: false,
      message: "it repeats too much",
    });
  });
});

describe("huge templates and values", () => {
  const long = chainView({
    response: {
      status: 200,
      headers: [],
      body: encode(JSON.stringify({ a: '<&>"'.repeat(50_000) })),
    },
    original: encode("x".repeat(2 * 1024 * 1024)),
    headers: [],
  });

  test("What would be longer than 1 MiB is not made", () => {
    expect(renderText("{{response.body.a}}".repeat(10), long, "body")).toEqual({
      ok: false,
      message: "it makes more than 1 MiB",
    });
  });

  test("HTML is not escaped, nothing is: a body is what its template says", () => {
    const html = "<b title='&'>{{{response.body.a}}}</b>";
    const rendered = renderText(html, long, "body");
    expect(rendered).toEqual({
      ok: true,
      value: html.replace(/\{\{.*\}\}/, '<&>"'.repeat(50_000)),
    });
  });

  test("A body above 1 MiB is not there for templates", () => {
    expect(renderText("[{{request.text}}{{request.body.a}}]", long, "body")).toEqual({
      ok: true,
      value: "[]",
    });
  });

  test("Nesting as deep as a template allows ends, and quickly", () => {
    const deep = `${"{{#response}}".repeat(500)}{{status}}${"{{/response}}".repeat(500)}`;
    const startedMs = performance.now();
    expect(templateProblem(deep)).toBeNull();
    expect(renderText(deep, long, "body")).toEqual({ ok: true, value: "200" });
    const wide = "{{response.status}}".repeat(800);
    expect(renderText(wide, long, "body")).toEqual({ ok: true, value: "200".repeat(800) });
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });

  test("Other delimiters, set by a template, change nothing of this", () => {
    const rendered = renderText(
      "{{=<% %>=}}<%response.constructor%><%response.status%>",
      long,
      "body",
    );
    expect(rendered).toEqual({ ok: true, value: "200" });
  });
});

test("Without a template the answer or the original is carried on, byte for byte.", () => {
  const link = { targetId: "t", template: { url: null, headers: [], body: null } };
  const from = { response: new Uint8Array([0, 255]), original: new Uint8Array([1]) };
  expect(renderBody({ ...link, body: "response" }, view, from)).toEqual({
    ok: true,
    value: from.response,
  });
  expect(renderBody({ ...link, body: "original" }, view, from)).toEqual({
    ok: true,
    value: from.original,
  });
});

test("A template that cannot be read is said to be so.", () => {
  expect(templateProblem("{{#a}}")).toContain("Unclosed section");
  expect(templateProblem("{{a}}")).toBeNull();
});
