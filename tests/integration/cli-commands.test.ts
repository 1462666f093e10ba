import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import packageJson from "#package" with { type: "json" };
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { type CommandLine, hookglass, runHookglass } from "#tests/support/command-line.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let bin: TestBin;
let folder: string;
let receiver: Receiver;
let cli: CommandLine | undefined;
beforeAll(async () => {
  server = await startServer({ env: { HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8" } });
  bin = await createTestBin(server.origin);
  folder = await mkdtemp(join(tmpdir(), "hookglass-cli-"));
  receiver = await startReceiver();
});
afterEach(async () => {
  await cli?.interrupt();
  cli = undefined;
});
afterAll(async () => {
  await discardServer(server);
  await receiver.close();
  await rm(folder, { recursive: true });
});

const env = () => ({ HOOKGLASS_TOKEN: bin.ownerToken, HOOKGLASS_SERVER: server.origin });
const run = (args: string[], input = "") => hookglass(args, { env: env(), input });

function post(path: string, init: RequestInit = {}) {
  return fetch(bin.captureUrl + path, { method: "POST", ...init });
}

describe("hookglass", () => {
  test("tells what there is, and what each command takes", async () => {
    const overview = await hookglass(["--help"]);
    expect(overview).toMatchObject({ code: 0, stderr: "" });
    const commands = ["listen", "tail", "send", "open", "verify"];
    for (const command of commands) {
      expect(overview.stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
      const help = await hookglass([command, "--help"]);
      expect(help).toMatchObject({ code: 0, stderr: "" });
      expect(help.stdout).toContain(`Usage: hookglass ${command} `);
      expect(Math.max(...help.stdout.split("\n").map((line) => line.length))).toBeLessThan(130);
    }
    expect(await hookglass(["--version"])).toMatchObject({ code: 0, stdout: packageJson.version });
  });

  test.each([
    [["lisen"], "There is no command “lisen”. `hookglass --help` tells more."],
    [["--verison"], "There is no option “--verison”. `hookglass --help` tells more."],
    [["tail", "x", "--colour"], "Unknown option '--colour'. `hookglass tail --help` tells more."],
    [["tail"], "Which bin? Give its id or URL. `hookglass tail --help` tells more."],
    [["tail", "a", "b"], "“b” is one argument too many. `hookglass tail --help` tells more."],
    [["listen", "a"], "Where to? Give --to <url>. `hookglass listen --help` tells more."],
    [["listen", "a", "--to"], "Option '--to <value>' argument missing. `hookglass listen --help`"],
    [["listen", "a", "--to", "ftp://x"], "--to: The target must start with http:// or https://"],
    [["listen", "a", "--to", "http://x", "--since", "soon"], "--since must be the id of a request"],
    [["listen", "a", "--to", "http://x", "--concurrency", "0"], "--concurrency must be a whole"],
    [["listen", "a", "--to", "http://x", "--filter", "body.x >"], "--filter: Write what to look"],
    [["tail", "a", "--server", "x"], "“a” is no bin: give its id"],
  ])("%j is told apart in a sentence", async (args, sentence) => {
    const end = await run(args);
    expect(end).toMatchObject({ code: 2, stdout: "" });
    expect(end.stderr.startsWith(sentence)).toBe(true);
    expect(end.stderr.split("\n")).toHaveLength(1);
  });

  const foreignNode = otherNode();
  test.skipIf(foreignNode === null)("runs whatever Node.js starts it", async () => {
    const node = foreignNode ?? "";
    expect(await hookglass(["--version"], { node })).toMatchObject({ code: 0 });
    cli = runHookglass(["tail", bin.id], { env: env(), node });
    await cli.line(/^Watching/, "stderr");
    expect(await cli.interrupt()).toBe(0);
    expect(await hookglass(["tail"], { node })).toMatchObject({ code: 2 });
  });
});

describe("hookglass tail", () => {
  test("prints one JSON object per capture", async () => {
    cli = runHookglass(["tail", bin.captureUrl, "--json", "--headers", "--body"], { env: env() });
    await cli.line(/^Watching/, "stderr");
    await post("/tailed?x=1", { body: "caf\u00e9 \u202e", headers: { "x-event": "paid" } });
    const line = await cli.line(/tailed/);
    expect(line).not.toContain("\u202e");
    const headers: unknown = expect.arrayContaining([["x-event", "paid"]]);
    expect(JSON.parse(line)).toMatchObject({
      ...{ method: "POST", path: "/tailed", query: "x=1", bodyBytes: 9, headers },
      bodyBase64: Buffer.from("caf\u00e9 \u202e").toString("base64"),
    });
    expect(await cli.interrupt()).toBe(0);
  });

  test("lets nothing that was captured reach the terminal as it is", async () => {
    cli = runHookglass(["tail", bin.id, "--headers", "--body"], { env: env() });
    await cli.line(/^Watching/, "stderr");
    await post("/terminal", {
      body: "\u001b[2J\u0007\u009b31m\ntwo\r\nlines\rover",
      headers: { "x-odd": "\u009b1m" },
    });
    await cli.line(/over/);
    const output = cli.lines().join("\n");
    expect(output).toContain("x-odd: U+009B1m");
    expect(output).toContain("  ␛[2J␇U+009B31m\n  two\n  lines␍over");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  test("goes quietly when nobody reads any more", async () => {
    cli = runHookglass(["tail", bin.id, "--last", "100", "--json"], { env: env() });
    await cli.line(/^Watching/, "stderr");
    cli.process.stdout.destroy();
    await post("/unread");
    expect(await cli.ended).toBe(0);
    expect(cli.lines("stderr")).toHaveLength(1);
  });
});

describe("hookglass send", () => {
  test("sends a signed sample that the bin verifies", async () => {
    const sent = await run(["send", "stripe.payment_intent.succeeded", "--bin", bin.id]);
    expect(sent).toMatchObject({ code: 0, stderr: "" });
    expect(sent.stdout).toMatch(/^Sent Stripe, Payment succeeded: this bin now checks Stripe/);
    const id = /Captured as (\S+):/.exec(sent.stdout)?.[1];
    const { body } = await callApi(server.origin, bin.ownerToken, "GET", `/requests/${id}`);
    expect(body).toMatchObject({ verification: { status: "verified" } });
  });

  test("breaks it on purpose, and tells what a target answered", async () => {
    const args = ["send", "stripe.payment_intent.succeeded", "--bin", bin.id, "--json"];
    const sent = await run([...args, "--break", "wrong_signature", "--to", receiver.origin]);
    expect(sent).toMatchObject({ code: 0, stderr: "" });
    const answer = z
      .looseObject({ requestIds: z.array(z.string()), deliveries: z.array(z.unknown()) })
      .parse(JSON.parse(sent.stdout));
    expect(answer.deliveries).toMatchObject([{ state: "succeeded", lastStatus: 200 }]);
    const path = `/requests/${answer.requestIds[0]}`;
    const { body } = await callApi(server.origin, bin.ownerToken, "GET", path);
    expect(body).toMatchObject({ verification: { status: "failed" } });
  });

  test("lists what there is", async () => {
    const list = await hookglass(["send", "--list"]);
    expect(list.code).toBe(0);
    expect(list.stdout.split("\n").length).toBeGreaterThan(80);
    expect(list.stdout).toMatch(/^github\.push {2,}GitHub, Push$/m);
    const github = await hookglass(["send", "--list", "github", "--json"]);
    expect(JSON.parse(github.stdout.split("\n")[0] ?? "")).toMatchObject({ name: "github.push" });
  });

  test.each([
    [["send"], "What? Give <provider.event>"],
    [["send", "github.push"], "Where to? Give --bin <bin>."],
    [["send", "github"], "GitHub can be sent as github.push, "],
    [["send", "nobody.push"], "“nobody” is no provider that can be sent"],
    [["send", "test", "--bin", "x", "--break", "badly"], "--break must be one of wrong_signature"],
  ])("%j is wrong usage", async (args, sentence) => {
    const end = await run(args);
    expect(end.code).toBe(2);
    expect(end.stderr.startsWith(sentence)).toBe(true);
  });
});

describe("hookglass open", () => {
  test("makes a bin whose token the other commands take, and opens it to be read", async () => {
    const browser = join(folder, "browser");
    const opened = join(folder, "opened");
    await writeFile(
      browser,
      `#!/bin/sh\nprintf %s "$1" > ${opened}.part && mv ${opened}.part ${opened}\n`,
      {
        mode: 0o755,
      },
    );
    const end = await hookglass(["open"], {
      env: { HOOKGLASS_SERVER: server.origin, BROWSER: browser },
    });
    expect(end.code).toBe(0);
    const { id, token } =
      /^Bin +(?<id>\S+)\nToken +(?<token>hgo_\S+)$/m.exec(end.stdout)?.groups ?? {};
    const url = /^Opened (\S+)$/.exec(end.stderr)?.[1] ?? "";
    expect(url).toContain(`${server.origin}/s/hgs_`);
    expect((await fetch(url)).status).toBe(200);
    expect(readFileSync(opened, "utf8")).toBe(url);
    const answer = await callApi(server.origin, token ?? null, "GET", `/bins/${id}`);
    expect(answer.status).toBe(200);
  });

  test("only prints when asked to", async () => {
    const end = await run(["open", bin.captureUrl, "--print"]);
    expect(end).toEqual({ code: 0, stdout: `${server.origin}/bins/${bin.id}`, stderr: "" });
  });

  test("says so when there is no browser", async () => {
    const end = await hookglass(["open", bin.inspectUrl], {
      env: { BROWSER: join(folder, "nothing") },
    });
    expect(end).toMatchObject({ code: 1, stdout: "" });
    expect(end.stderr).toBe(
      `No browser could be started here. Open this yourself: ${server.origin}/bins/${bin.id}`,
    );
  });
});

/** A Node.js of another major version on this machine, outside of the dependencies. */
function otherNode(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const outside = folders.filter((path) => !path.includes("node_modules"));
  return outside.map((path) => join(path, "node")).find((path) => isOther(path)) ?? null;
}

function isOther(path: string): boolean {
  try {
    const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
    return /^v(20|22|23)\./.test(stdout ?? "");
  } catch {
    return false;
  }
}
