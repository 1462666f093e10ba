import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MultipartPart, parseMultipart } from "#lib/inspection/multipart.ts";

const TYPE = "multipart/form-data; boundary=xyz";

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function partsOf(text: string, contentType = TYPE): MultipartPart[] {
  const result = parseMultipart(utf8(text), contentType);
  if (!result.ok) throw new Error(result.message);
  return result.parts;
}

function messageOf(text: string, contentType: string | null = TYPE): string | null {
  const result = parseMultipart(utf8(text), contentType);
  return result.ok ? null : result.message;
}

function textOf(part: MultipartPart | undefined): string {
  return new TextDecoder().decode(part?.bytes);
}

describe("parts", () => {
  test("are read with their headers as sent", () => {
    const [field, file] = partsOf(
      [
        "--xyz",
        'Content-Disposition: form-data; name="note"',
        "",
        "line 1\r\nline 2",
        "--xyz",
        'content-disposition: form-data; name="f"; filename="a \\"b\\".txt"',
        "Content-Type: text/plain",
        "X-Dup: 1",
        "x-dup: 2",
        "",
        "data",
        "--xyz--",
        "",
      ].join("\r\n"),
    );
    expect(field).toEqual({
      name: "note",
      filename: null,
      contentType: null,
      headers: [["Content-Disposition", 'form-data; name="note"']],
      bytes: utf8("line 1\r\nline 2"),
    });
    expect(file).toEqual({
      name: "f",
      filename: 'a "b".txt',
      contentType: "text/plain",
      headers: [
        ["content-disposition", 'form-data; name="f"; filename="a \\"b\\".txt"'],
        ["Content-Type", "text/plain"],
        ["X-Dup", "1"],
        ["x-dup", "2"],
      ],
      bytes: utf8("data"),
    });
  });

  test("may be surrounded by text that doesn't count", () => {
    const parts = partsOf(
      "preamble\r\n--xyz \t\r\nA: b\r\n\r\none\r\n--xyz--\r\nepilogue\r\n--xyz\r\n",
    );
    expect(parts.map(textOf)).toEqual(["one"]);
  });

  test("may have no headers or no content", () => {
    expect(
      partsOf("--xyz\r\n\r\nbare\r\n--xyz--").map((part) => [part.name, textOf(part)]),
    ).toEqual([[null, "bare"]]);
    expect(textOf(partsOf("--xyz\r\nA: b\r\n\r\n\r\n--xyz--")[0])).toBe("");
    expect(textOf(partsOf("--xyz\r\nA: b\r\n\r\n--xyz--")[0])).toBe("");
    expect(partsOf("--xyz--")).toEqual([]);
  });

  test("may end their lines with LF", () => {
    expect(textOf(partsOf("--xyz\nA: b\n\none\ntwo\n--xyz--\n")[0])).toBe("one\ntwo");
  });

  test("may hold what merely starts like the boundary", () => {
    expect(textOf(partsOf("--xyz\r\n\r\n--xyzzy\r\na --xyz\r\n--xyz--")[0])).toBe(
      "--xyzzy\r\na --xyz",
    );
  });

  test("have their long headers unfolded", () => {
    const [part] = partsOf(
      '--xyz\r\nContent-Disposition: form-data;\r\n\tname="a"\r\n\r\n1\r\n--xyz--',
    );
    expect(part?.name).toBe("a");
  });

  test("are split by a quoted boundary", () => {
    const parts = partsOf("--a b;c\r\n\r\n1\r\n--a b;c--", 'multipart/mixed; boundary="a b;c"');
    expect(parts.map(textOf)).toEqual(["1"]);
  });

  test("name their files in UTF-8, the extended form first", () => {
    const [part] = partsOf(
      "--xyz\r\nContent-Disposition: form-data; filename=\"naive\"; filename*=UTF-8''na%C3%AFve.txt\r\n\r\n\r\n--xyz--",
    );
    expect(part?.filename).toBe("naïve.txt");
  });
});

describe("errors", () => {
  test("a missing boundary", () => {
    const message = "The content type names no boundary, so the parts can't be told apart.";
    expect(messageOf("--xyz--", "multipart/form-data")).toBe(message);
    expect(messageOf("--xyz--", null)).toBe(message);
  });

  test("a boundary that doesn't occur", () => {
    expect(messageOf("--other\r\n")).toBe('The boundary "--xyz" does not occur in the body.');
  });

  test("a body that was cut off", () => {
    expect(messageOf("--xyz\r\nA: b\r\n\r\none\r\n--xyz\r\nA: b\r\n\r\ntw")).toBe(
      'The body ends before the closing boundary "--xyz--", after 1 complete part: it was cut off.',
    );
  });

  test("a part without an empty line", () => {
    expect(messageOf("--xyz\r\nA: b\r\n--xyz--")).toBe(
      "Part 1 has no empty line after its headers.",
    );
  });

  test("a boundary beyond reason", () => {
    expect(messageOf("", `multipart/mixed; boundary=${"a".repeat(257)}`)).toBe(
      "The boundary is longer than 256 characters.",
    );
  });
});

test("reads the bytes that fetch writes", async () => {
  const form = new FormData();
  form.append("a", "é\n1");
  form.append("a", new File([Uint8Array.of(0, 13, 10, 45, 45, 255)], "b.bin", { type: "a/b" }));
  const sent = new Response(form);
  const contentType = sent.headers.get("content-type");
  const result = parseMultipart(new Uint8Array(await sent.arrayBuffer()), contentType);
  expect(result.ok && result.parts.map(({ headers: _, ...part }) => part)).toEqual([
    { name: "a", filename: null, contentType: null, bytes: utf8("é\r\n1") },
    {
      name: "a",
      filename: "b.bin",
      contentType: "a/b",
      bytes: Uint8Array.of(0, 13, 10, 45, 45, 255),
    },
  ]);
});

test("gives back any bytes", () => {
  const content = fc.oneof(
    fc.uint8Array(),
    fc.array(fc.constantFrom(10, 13, 45, 120, 121, 122)).map((bytes) => Uint8Array.from(bytes)),
  );
  fc.assert(
    fc.property(fc.array(content, { minLength: 1 }), (contents) => {
      const boundary = "-only-here-4711";
      const pieces = contents.flatMap((bytes) => [
        ...utf8(`--${boundary}\r\nA: b\r\n\r\n`),
        ...bytes,
        ...utf8("\r\n"),
      ]);
      const body = Uint8Array.from([...pieces, ...utf8(`--${boundary}--`)]);
      const result = parseMultipart(body, `multipart/mixed; boundary=${boundary}`);
      expect(result.ok && result.parts.map((part) => part.bytes)).toEqual(contents);
    }),
  );
});
