import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decodeText, detectBodyKind } from "#lib/inspection/body-kind.ts";

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function kindOf(
  body: string | Uint8Array,
  contentType: string | null = null,
  contentEncoding: string | null = null,
): string {
  const bytes = typeof body === "string" ? utf8(body) : body;
  const { kind, detail } = detectBodyKind({ contentType, contentEncoding, bytes });
  return `${kind}: ${detail}`;
}

describe("JSON", () => {
  test("is recognised by its content type, with parameters and in any case", () => {
    expect(kindOf('{"a":1}', "application/json")).toBe("json: JSON");
    expect(kindOf('{"a":1}', "Application/JSON; charset=UTF-8")).toBe("json: JSON");
    expect(kindOf('{"a":1}', "application/vnd.github+json")).toBe("json: JSON");
    expect(kindOf("42", "application/json")).toBe("json: JSON");
  });

  test("is recognised without or with a wrong content type when it parses", () => {
    expect(kindOf(' [1, "é"]\n')).toBe("json: JSON");
    expect(kindOf('{"a":1}', "application/x-www-form-urlencoded")).toBe(
      "json: JSON, though declared as application/x-www-form-urlencoded",
    );
    expect(kindOf('{"a":1}', "application/octet-stream")).toBe(
      "json: JSON, though declared as application/octet-stream",
    );
  });

  test("declared but broken stays JSON when it looks like it, so that the error is shown", () => {
    expect(kindOf('{"a":', "application/json")).toBe("json: JSON with a syntax error");
    expect(kindOf("ok", "application/json")).toBe(
      "text: Text, though declared as application/json",
    );
  });

  test("is not what merely starts like it, nor lines of JSON", () => {
    expect(kindOf("[INFO] started")).toBe("text: Text");
    expect(kindOf('{"a":1}\n{"a":2}\n')).toBe("text: Text");
    expect(kindOf('{"a":1}\n', "application/x-ndjson")).toBe("text: JSON lines");
    expect(kindOf('"a string"')).toBe("text: Text");
  });

  test("is read in the declared charset", () => {
    expect(
      kindOf(Uint8Array.of(0x5b, 0x22, 0xe9, 0x22, 0x5d), "application/json; charset=latin1"),
    ).toBe("json: JSON (windows-1252)");
  });
});

describe("other texts", () => {
  test("forms are recognised by content type, unless the bytes are no form", () => {
    const form = "application/x-www-form-urlencoded";
    expect(kindOf("a=1&b=2", form)).toBe("form: Form fields");
    expect(kindOf("flag", form)).toBe("form: Form fields");
    expect(kindOf("just some words", form)).toBe("text: Text");
    expect(kindOf("<a><b/></a>", form)).toBe("xml: XML");
    expect(kindOf("a=1&b=2")).toBe("text: Text");
  });

  test("markup is told apart by its first tag", () => {
    expect(kindOf("<!DOCTYPE html><p>hi")).toBe("html: HTML");
    expect(kindOf("<p>hi</p>", "text/html; charset=utf-8")).toBe("html: HTML");
    expect(kindOf("OK", "text/html")).toBe("text: Text");
    expect(kindOf('<?xml version="1.0"?><a/>')).toBe("xml: XML");
    expect(kindOf("<soap:Envelope xmlns:soap='x'></soap:Envelope>", "text/plain")).toBe("xml: XML");
    expect(kindOf("<3 is a heart")).toBe("text: Text");
  });

  test("SVG is markup, never an image", () => {
    expect(kindOf("<svg onload='alert(1)'></svg>", "image/svg+xml")).toBe("xml: SVG, shown as XML");
  });

  test("a stray control character or bad byte does not hide a declared text", () => {
    expect(kindOf("hello, hello\0world", "text/plain")).toBe("text: Text");
    expect(kindOf("hello\0world")).toBe("binary: Binary");
    const latin1 = Uint8Array.of(...utf8("name=Jos"), 0xe9, ...utf8("&city=Madrid"));
    expect(kindOf(latin1, "application/x-www-form-urlencoded")).toBe(
      "form: Form fields, with bytes that are not utf-8",
    );
  });

  test("UTF-16 is text with a byte order mark or a charset", () => {
    expect(kindOf(Uint8Array.of(0xff, 0xfe, 0x68, 0, 0x69, 0))).toBe("text: Text (utf-16le)");
    expect(kindOf(Uint8Array.of(0, 0x68, 0, 0x69), "text/plain; charset=UTF-16BE")).toBe(
      "text: Text (utf-16be)",
    );
  });
});

describe("bytes", () => {
  test("nothing is empty, whatever was declared", () => {
    expect(kindOf("", "application/json")).toBe("empty: No body");
  });

  test("compressed bodies are not unpacked", () => {
    expect(kindOf(gzipSync("{}"), "application/json", "gzip")).toBe(
      "binary: gzip-compressed, shown as sent",
    );
    expect(kindOf(gzipSync("{}"), "application/json")).toBe(
      "binary: gzip-compressed, shown as sent",
    );
    expect(kindOf(brotliCompressSync("{}"), "application/json", "br")).toBe(
      "binary: Brotli-compressed, shown as sent",
    );
    expect(kindOf(Uint8Array.of(1, 2), null, "identity, DEFLATE")).toBe(
      "binary: deflate-compressed, shown as sent",
    );
  });

  test("a wrong content encoding does not hide readable JSON", () => {
    expect(kindOf("{}", "application/json", "gzip")).toBe("json: JSON");
    expect(kindOf("{}", "application/json", "identity")).toBe("json: JSON");
  });

  test.each([
    ["PNG", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
    ["JPEG", [0xff, 0xd8, 0xff, 0xe0]],
    ["GIF", [...utf8("GIF89a")]],
    ["WEBP", [...utf8("RIFF"), 4, 0, 0, 0, ...utf8("WEBP")]],
    ["AVIF", [0, 0, 0, 20, ...utf8("ftypmif1"), 0, 0, 0, 0, ...utf8("avif")]],
    [
      "BMP",
      [...utf8("BM"), 26, 0, 0, 0, 0, 0, 0, 0, 26, 0, 0, 0, 12, 0, 0, 0, 1, 0, 1, 0, 1, 0, 24, 0],
    ],
  ])("a %s is an image by its first bytes", (format, bytes) => {
    expect(kindOf(Uint8Array.from(bytes), "text/plain")).toBe(`image: ${format} image`);
  });

  test("the content type alone makes no image", () => {
    expect(kindOf("<script>alert(1)</script>", "image/png")).toBe("xml: XML");
    expect(kindOf("BMW, RIFF and GIF are words", "image/bmp")).toBe("text: Text");
    expect(kindOf(Uint8Array.of(0, 1, 2), "image/png")).toBe("binary: Binary");
  });

  test("a protobuf message is binary", () => {
    expect(kindOf(Uint8Array.of(0x0a, 0x05, ...utf8("hello"), 0x10, 0x2a))).toBe("binary: Binary");
  });

  test("multipart goes by its content type, so that its errors are shown", () => {
    expect(kindOf("--b--", "multipart/form-data; boundary=b")).toBe("multipart: Multipart");
  });
});

describe("decodeText", () => {
  test("honours the charset", () => {
    expect(decodeText(Uint8Array.of(0xe9), "text/plain; charset=iso-8859-1")).toEqual({
      text: "é",
      charset: "windows-1252",
      replaced: false,
    });
  });

  test("a byte order mark beats the charset and is left out", () => {
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), "text/plain; charset=latin1")).toEqual(
      {
        text: "a",
        charset: "utf-8",
        replaced: false,
      },
    );
  });

  test("says when bytes had to be replaced", () => {
    expect(decodeText(Uint8Array.of(0x61, 0xff), null)).toEqual({
      text: "a\ufffd",
      charset: "utf-8",
      replaced: true,
    });
    expect(decodeText(utf8("a\ufffd"), null).replaced).toBe(false);
  });

  test("an unknown charset counts as UTF-8", () => {
    expect(decodeText(utf8("é"), "text/plain; charset=klingon").text).toBe("é");
  });
});
