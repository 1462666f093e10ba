import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { hookglass } from "#tests/support/command-line.ts";

const vectorsSchema = z.object({
  vectors: z.array(
    z.looseObject({
      ...{ at: z.string(), secrets: z.array(z.string()), body: z.string() },
      headers: z.array(z.tuple([z.string(), z.string()])),
    }),
  ),
});

let folder: string;
let head: string;
let body: string;
let secret: string;
let at: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookglass-verify-"));
  const file = join(import.meta.dirname, "../fixtures/signatures/stripe.json");
  const [vector] = vectorsSchema.parse(JSON.parse(await readFile(file, "utf8"))).vectors;
  ({ body = "", at = "" } = vector ?? {});
  secret = vector?.secrets[0] ?? "";
  const fields = vector?.headers.map((header) => header.join(": ")) ?? [];
  head = ["POST /hooks HTTP/1.1", "Host: example.com", ...fields, "", ""].join("\n");
});
afterAll(() => rm(folder, { recursive: true }));

async function save(message: string, name = "request.http"): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, message);
  return path;
}

const verify = (args: string[], input = "") =>
  hookglass(["verify", "--scheme", "stripe", ...args], { input });

describe("hookglass verify", () => {
  test("says what was checked, and exits with 0", async () => {
    const end = await verify(["--secret", secret, "--at", at, await save(head + body)]);
    expect(end).toMatchObject({ code: 0, stderr: "" });
    expect(end.stdout).toMatch(/^verified {2}Stripe: The signature is right/);
    expect(end.stdout).toMatch(/^ {2}✓ signature {2}/m);
  });

  test("takes heads with CRLF, standard input, and secrets from files", async () => {
    const file = await save(`${secret}\n`, "secret");
    const message = head.replaceAll("\n", "\r\n") + body;
    const end = await verify(["--secret-file", file, "--at", at, "--json"], message);
    expect(end).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(end.stdout)).toMatchObject({
      status: "verified",
      diagnosis: null,
      hints: [],
    });
  });

  test("names the one change that would have made it right, and exits with 1", async () => {
    const end = await verify(["--secret", secret, "--at", at, await save(`${head}${body}\n`)]);
    expect(end.code).toBe(1);
    expect(end.stdout).toMatch(/^failed {2}Stripe: /);
    expect(end.stdout).toContain(
      "What would have matched: The body would match without the line break at its end",
    );
    const json = await verify(["--secret", ` ${secret}x`, "--at", at, "--json"], head + body);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ cause: "signature_mismatch" });
  });

  test("measures the timestamp against now unless told when it arrived", async () => {
    const end = await verify(["--secret", secret], head + body);
    expect(end.code).toBe(1);
    expect(end.stdout).toContain("The signature is right, but the timestamp was");
    expect(end.stderr).toBe("Measured against now: --at says when it arrived.");
    const lax = await verify(["--secret", secret, "--option", "toleranceSeconds=0"], head + body);
    expect(lax.code).toBe(0);
  });

  test("says when the body is not as long as it was", async () => {
    const message = head.replace("\n\n", `\nContent-Length: ${Buffer.byteLength(body) - 1}\n\n`);
    const end = await verify(["--secret", secret, "--at", at], message + body);
    expect(end.code).toBe(0);
    expect(end.stderr).toContain("was the file changed?");
  });

  test.each([
    ["what it looks like when no scheme is named", [], "This request looks like stripe."],
    ["an unknown scheme", ["--scheme", "strip", "--secret", "x"], "--scheme: is not known"],
    ["no secret", ["--scheme", "stripe"], "With which secret? Give --secret."],
    ["a wrong moment", ["--scheme", "stripe", "--secret", "x", "--at", "today"], "--at: must be"],
    [
      "a wrong setting",
      ["--scheme", "stripe", "--secret", "x", "--option", "tolerance"],
      "--option takes name=value",
    ],
    [
      "an unknown setting",
      ["--scheme", "stripe", "--secret", "x", "--option", "colour=red"],
      '--option: Unrecognized key: "colour".',
    ],
  ])("tells %s, and exits with 2", async (_what, args, sentence) => {
    const end = await hookglass(["verify", ...args], { input: head + body });
    expect(end).toMatchObject({ code: 2, stdout: "" });
    expect(end.stderr).toContain(sentence);
  });

  test("tells what is no request, and a file that is not there", async () => {
    expect(await verify(["--secret", "x"], "hello\n")).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining("Line 1 is no request line") },
    });
    const end = await verify(["--secret", "x", join(folder, "nowhere")]);
    expect(end.code).toBe(2);
    expect(end.stderr).toBe(`Cannot read ${join(folder, "nowhere")} (ENOENT).`);
  });
});
