import { describe, expect, test } from "vitest";
import type { HeaderList } from "#lib/http/headers.ts";
import { utf8Bytes, utf8Text } from "#lib/signatures/encoding.ts";
import {
  describeParts,
  joinParts,
  parseTemplate,
  renderTemplate,
  templateHeaders,
} from "#lib/signatures/template.ts";

const headers: HeaderList = [["X-Id", " msg_1 "]];
const request = { method: "PUT", url: "https://a.example/é?b=1", headers, body: utf8Bytes("{}") };

function render(source: string, timestamp: string | null = "17") {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(parsed.message);
  return renderTemplate(parsed.template, request, timestamp);
}

describe("a template", () => {
  test("fills every placeholder in and names its parts", () => {
    const parts = render("{method} {url}\n{header:X-ID}.{ts}.{body}");
    expect(utf8Text(joinParts(parts))).toBe("PUT https://a.example/é?b=1\nmsg_1.17.{}");
    expect(describeParts(parts)).toEqual({
      parts: [
        { name: "method", text: "PUT" },
        { name: "literal", text: " " },
        { name: "url", text: "https://a.example/é?b=1" },
        { name: "literal", text: "\n" },
        { name: "x-id", text: "msg_1" },
        { name: "literal", text: "." },
        { name: "timestamp", text: "17" },
        { name: "literal", text: "." },
        { name: "body", text: "{}" },
      ],
      truncated: false,
    });
  });

  test("leaves other braces alone", () => {
    expect(utf8Text(joinParts(render('{"a":{body}}')))).toBe('{"a":{}}');
  });

  test("does not copy a body that is signed alone", () => {
    expect(joinParts(render("{body}"))).toBe(request.body);
  });

  test("takes what is missing for empty", () => {
    expect(utf8Text(joinParts(render("{header:x-none}.{ts}", null)))).toBe(".");
  });

  test("knows the headers it reads", () => {
    const parsed = parseTemplate("{header:A}{header:b}{body}");
    expect(parsed.ok && templateHeaders(parsed.template)).toEqual(["a", "b"]);
  });

  test.each([
    [
      "{timestamp}.{body}",
      "{timestamp} is not a placeholder: use {body}, {ts}, {url}, {method} or {header:name}.",
    ],
    ["{Body}", "{Body} is not a placeholder: use {body}, {ts}, {url}, {method} or {header:name}."],
    [
      "{body:x}",
      "{body:x} is not a placeholder: use {body}, {ts}, {url}, {method} or {header:name}.",
    ],
    ["{header}", "{header} does not name a header: write {header:x-timestamp}."],
    ["{header:a b}", "{header:a b} does not name a header: write {header:x-timestamp}."],
    ["", "The signed content is empty."],
  ])("refuses %j by name", (source, message) => {
    expect(parseTemplate(source)).toEqual({ ok: false, message });
  });

  test("cuts what it shows at 64 KiB in all", () => {
    const bytes = utf8Bytes("x".repeat(40_000));
    const { parts, truncated } = describeParts([
      { name: "a", bytes },
      { name: "b", bytes },
      { name: "c", bytes },
    ]);
    expect(parts.map(({ text }) => text.length)).toEqual([40_000, 25_536, 0]);
    expect(truncated).toBe(true);
  });
});
