import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CurlRequest, quoteForShell, toCurl } from "#lib/inspection/to-curl.ts";

const URL_OF_BIN = "https://example.com/in/abc";

function request(changes: Partial<CurlRequest>): CurlRequest {
  return {
    method: "GET",
    url: URL_OF_BIN,
    headers: [],
    bodyText: null,
    bodyBytes: 0,
    ...changes,
  };
}

function withBody(text: string, changes: Partial<CurlRequest> = {}): CurlRequest {
  const bodyBytes = new TextEncoder().encode(text).length;
  return request({ method: "POST", bodyText: text, bodyBytes, ...changes });
}

/** What curl would be given, when a shell reads the command. */
function argumentsIn(shell: "bash" | "sh", command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const output = execFileSync(shell, ["-c", script], { encoding: "utf8" });
  return output.split("\0").slice(0, -1);
}

describe("toCurl", () => {
  test("writes one option per line", () => {
    const command = toCurl(
      withBody('{"it\'s":1}', {
        headers: [
          ["Host", "example.com"],
          ["Content-Type", "application/json"],
          ["Content-Length", "10"],
          ["Connection", "keep-alive, X-Hop"],
          ["X-Hop", "1"],
          ["X-Empty", ""],
        ],
      }),
    );
    expect(command).toBe(
      `curl 'https://example.com/in/abc' \\
  -H 'Content-Type: application/json' \\
  -H 'X-Empty;' \\
  --data-raw '{"it'\\''s":1}'`,
    );
  });

  test.each([
    ["GET", false, "curl 'https://example.com/in/abc'"],
    ["HEAD", false, "curl -I 'https://example.com/in/abc'"],
    ["POST", false, "curl -X POST 'https://example.com/in/abc'"],
    ["DELETE", false, "curl -X DELETE 'https://example.com/in/abc'"],
    ["M-SEARCH", false, "curl -X M-SEARCH 'https://example.com/in/abc'"],
    ["A|B", false, "curl -X 'A|B' 'https://example.com/in/abc'"],
    ["POST", true, "curl 'https://example.com/in/abc'"],
    ["GET", true, "curl -X GET 'https://example.com/in/abc'"],
    ["HEAD", true, "curl -X HEAD 'https://example.com/in/abc'"],
    ["PUT", true, "curl -X PUT 'https://example.com/in/abc'"],
  ])("names %s (body: %s) only when curl would not choose it", (method, hasBody, line) => {
    const command = toCurl(hasBody ? withBody("x", { method }) : request({ method }));
    expect(command.split(" \\\n")[0]).toBe(line);
  });

  test.each([
    ["/a/../b", "curl --path-as-is "],
    ["/a/%2E%2e", "curl --path-as-is "],
    ["/a/.?x", "curl --path-as-is "],
    ["/a...b/.hidden", "curl '"],
    ["/a?ids[]={1}", "curl --globoff "],
  ])("keeps curl from rewriting %s", (path, start) => {
    expect(toCurl(request({ url: URL_OF_BIN + path })).startsWith(start)).toBe(true);
  });

  test("keeps curl from inventing a content type", () => {
    expect(toCurl(withBody("x"))).toContain("-H 'Content-Type:'");
    expect(toCurl(withBody("x", { headers: [["content-type", "a/b"]] }))).not.toContain(
      "'Content-Type:'",
    );
    expect(toCurl(request({}))).not.toContain("Content-Type");
  });

  test("reads binary and large bodies from a file", () => {
    expect(toCurl(request({ method: "POST", bodyBytes: 12 }))).toBe(
      `# body.bin is the body of this request, 12 bytes, downloaded beforehand
curl 'https://example.com/in/abc' \\
  -H 'Content-Type:' \\
  --data-binary @body.bin`,
    );
    expect(toCurl(withBody("a\0b"))).toContain("--data-binary @body.bin");
    expect(toCurl(withBody("x".repeat(100_001)))).toContain("--data-binary @body.bin");
  });

  test("leaves out a header that curl would take for a file", () => {
    expect(toCurl(request({ headers: [["@/etc/passwd", "x"]] }))).toBe(
      "curl 'https://example.com/in/abc'",
    );
  });

  test("a whole command reaches curl exactly, in bash", () => {
    const value = fc.string({ unit: "binary", minLength: 1 }).filter(isShellText);
    fc.assert(
      fc.property(value, value, value, (path, header, body) => {
        const command = toCurl(
          withBody(body, { url: URL_OF_BIN + path, headers: [["X-Value", header]] }),
        );
        const received = argumentsIn("bash", command);
        expect(received).toContain(URL_OF_BIN + path);
        expect(received).toContain(`X-Value: ${header}`);
        expect(received.at(-1)).toBe(body);
      }),
      { numRuns: 60 },
    );
  });
});

function isShellText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

describe("quoteForShell", () => {
  test("uses single quotes, also over several lines", () => {
    expect(quoteForShell('a $b `c` \\ "d"\ne!')).toBe("'a $b `c` \\ \"d\"\ne!'");
  });

  test("escapes what a terminal would act on or hide", () => {
    expect(quoteForShell("it's\t\x1b[31m!\n\u202Ex")).toBe(
      "$'it\\047s\\011\\033[31m\\041\\n\\342\\200\\256x'",
    );
  });

  test("is exact in bash", () => {
    const hostile = fc.string({
      unit: fc.oneof(
        fc.constantFrom(
          ..."'\"\\$`!\n\r\t;&|<>(){}[]*?~#=% -a0",
          "\x1b",
          "\x7f",
          "\u202E",
          "é",
          "😀",
        ),
        fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(hostile.filter(isShellText), { maxLength: 20 }), (texts) => {
        expect(argumentsIn("bash", `curl '' ${texts.map(quoteForShell).join(" ")}`)).toEqual([
          "",
          ...texts,
        ]);
      }),
      { numRuns: 60 },
    );
  });

  test("is exact in any POSIX shell for printed text", () => {
    const printed = fc.string({
      unit: fc.oneof(
        fc.constantFrom("'", "\\", "\n", "$", "`"),
        fc.string({ minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(printed, { maxLength: 20 }), (texts) => {
        expect(argumentsIn("sh", `curl '' ${texts.map(quoteForShell).join(" ")}`)).toEqual([
          "",
          ...texts,
        ]);
      }),
      { numRuns: 30 },
    );
  });
});
