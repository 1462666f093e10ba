import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import type { HeaderList } from "#lib/http/headers.ts";
import { nodeDigests } from "#lib/requests/node-digests.ts";
import { diagnose } from "#lib/signatures/diagnosis/diagnose.ts";
import type { DiagnoseInput, SettingChange } from "#lib/signatures/diagnosis/diagnosis.ts";
import { editSecret } from "#lib/signatures/diagnosis/edit-secret.ts";
import { utf8Bytes, utf8Text } from "#lib/signatures/encoding.ts";
import type { SchemeOptions } from "#lib/signatures/schema.ts";
import { sign } from "#lib/signatures/sign.ts";
import { verify } from "#lib/signatures/verify.ts";

vi.setConfig({ testTimeout: 20_000 });

const NOW = new Date("2023-11-14T22:13:20Z");
const URL = "https://hooks.example/in/a?x=1";
const JSON_TYPE: HeaderList = [["Content-Type", "application/json"]];
const SVIX_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

type Good = {
  scheme: string;
  secret: string;
  body: string | Uint8Array;
  url?: string;
  headers?: HeaderList;
  options?: SchemeOptions;
};

/** What is changed in a good request, or in the settings it is checked by. */
type Break = {
  scheme?: string;
  secrets?: string[];
  options?: SchemeOptions;
  url?: string;
  body?: (body: Uint8Array) => string | Uint8Array;
  headers?: (headers: HeaderList) => HeaderList;
  otherSecrets?: DiagnoseInput["otherSecrets"];
};

const toBytes = (body: string | Uint8Array) => (typeof body === "string" ? utf8Bytes(body) : body);

async function broken(good: Good, change: Break): Promise<DiagnoseInput> {
  const body = toBytes(good.body);
  const { scheme, secret, options, url = URL, headers = JSON_TYPE } = good;
  const request = { method: "POST", url, headers, body };
  const signed = await sign({ scheme, secret, options, request, now: NOW, id: "msg_1" });
  if (!signed.ok) throw new Error(signed.message);
  const complete = [...headers, ...signed.headers];
  const right = { ...request, url: signed.url ?? url, headers: complete };
  const setting = { scheme, secrets: [secret], options, capturedAt: NOW, digests: nodeDigests };
  expect((await verify({ ...setting, request: right })).cause).toBeNull();
  return {
    ...setting,
    scheme: change.scheme ?? scheme,
    secrets: change.secrets ?? [secret],
    options: change.options ?? options,
    request: {
      ...right,
      url: change.url ?? right.url,
      headers: change.headers?.(complete) ?? complete,
      body: change.body ? toBytes(change.body(body)) : body,
    },
    otherSecrets: change.otherSecrets ?? [],
    // Each variant counts here, not how busy the machine is.
    budgetMs: 10_000,
  };
}

const GITHUB: Good = { scheme: "github", secret: "s3cret", body: '{"b":1,"a":[true,"x/y"]}' };
const STRIPE: Good = { scheme: "stripe", secret: "whsec_abc", body: '{"id":"evt_1"}' };
const SVIX: Good = { scheme: "svix", secret: SVIX_SECRET, body: '{"id":"1"}' };
const GENERIC: Good = {
  scheme: "generic-hmac",
  secret: "00ff10",
  body: '{"id":"1"}',
  options: { header: "X-Sig" },
};
const SQUARE: Good = { scheme: "square", secret: "k", body: "{}" };

const text = (body: Uint8Array) => utf8Text(body);
const written = (body: Uint8Array, indent?: number | string) =>
  JSON.stringify(JSON.parse(text(body)), null, indent);
const set =
  (name: string, change: (value: string) => string) =>
  (headers: HeaderList): HeaderList =>
    headers.map(([key, value]) => [key, key === name ? change(value) : value]);
const reencode = (from: BufferEncoding, to: BufferEncoding) => (value: string) =>
  Buffer.from(value, from).toString(to);

const editOf = (edit: string, position = 0): unknown => ({ kind: "edit_secret", position, edit });

const secretCases: [cause: string, good: Good, change: Break, setting: unknown][] = [
  ["secret_remove_v1", SVIX, { secrets: [`v1,${SVIX_SECRET}`] }, editOf("remove_v1")],
  ["secret_remove_whsec", GITHUB, { secrets: ["whsec_s3cret"] }, editOf("remove_whsec")],
  ["secret_add_whsec", STRIPE, { secrets: ["other", "abc"] }, editOf("add_whsec", 1)],
  ["secret_unquote", GITHUB, { secrets: ['"s3cret"'] }, editOf("unquote")],
  ["secret_remove_name", GITHUB, { secrets: ["WEBHOOK_SECRET=s3cret"] }, editOf("remove_name")],
  ["secret_remove_spaces", GITHUB, { secrets: ["s3c\nret"] }, editOf("remove_spaces")],
  ["secret_decode_url", GITHUB, { secrets: ["s3%63ret"] }, editOf("decode_url")],
  [
    "secret_remove_name",
    { scheme: "gitlab", secret: "tok", body: "{}" },
    { secrets: ["Bearer tok"] },
    editOf("remove_name"),
  ],
  [
    "secret_not_decoded",
    { ...GENERIC, options: { header: "X-Sig", key: "utf8" } },
    { options: { header: "X-Sig", key: "hex" } },
    { kind: "options", options: { key: "utf8" } },
  ],
  [
    "secret_decoded_hex",
    { ...GENERIC, options: { header: "X-Sig", key: "hex" } },
    { options: { header: "X-Sig" } },
    { kind: "options", options: { key: "hex" } },
  ],
  [
    "secret_decoded_base64",
    { ...GENERIC, secret: "c2VjcmV0IQ==", options: { header: "X-Sig", key: "base64" } },
    { options: { header: "X-Sig" } },
    { kind: "options", options: { key: "base64" } },
  ],
  [
    "secret_of_other_bin",
    GITHUB,
    { secrets: ["wrong"], otherSecrets: [{ id: "sec_2", label: "Orders", secret: "s3cret" }] },
    { kind: "other_secret", id: "sec_2" },
  ],
];

const ESCAPED = '{"name":"Zo\\u00eb"}';

const bodyCases: [cause: string, good: Good, change: Break][] = [
  ["body_final_break_removed", GITHUB, { body: (body) => `${text(body)}\n` }],
  [
    "body_final_break_added",
    { ...GITHUB, body: '{"a":1}\n' },
    { body: (body) => body.subarray(0, -1) },
  ],
  [
    "body_final_crlf_added",
    { ...GITHUB, body: '{"a":1}\r\n' },
    { body: (body) => body.subarray(0, -2) },
  ],
  [
    "body_lf_breaks",
    { ...GITHUB, body: "a\nb\n\nc" },
    { body: (body) => text(body).replaceAll("\n", "\r\n") },
  ],
  [
    "body_crlf_breaks",
    { ...GITHUB, body: "a\r\nb\r\nc" },
    { body: (body) => text(body).replaceAll("\r\n", "\n") },
  ],
  ["body_trimmed", GITHUB, { body: (body) => `  ${text(body)}\n\n` }],
  ["body_bom_removed", GITHUB, { body: (body) => `\ufeff${text(body)}` }],
  [
    "body_utf8_twice",
    { ...GITHUB, body: '{"a":"é"}' },
    { body: (body) => Buffer.from(Buffer.from(body).toString("latin1"), "utf8") },
  ],
  [
    "body_unpacked",
    GITHUB,
    {
      body: (body) => new Uint8Array(gzipSync(body)),
      headers: (h) => [...h, ["Content-Encoding", "gzip"]],
    },
  ],
  [
    "body_form_payload",
    GITHUB,
    {
      body: (body) => new URLSearchParams({ payload: text(body) }).toString(),
      headers: set("Content-Type", () => "application/x-www-form-urlencoded"),
    },
  ],
  ["body_quoted_once", GITHUB, { body: (body) => JSON.stringify(text(body)) }],
  ["body_base64_decoded", GITHUB, { body: (body) => Buffer.from(body).toString("base64") }],
  ["body_minified", GITHUB, { body: (body) => written(body, 2) }],
  [
    "body_indented_2",
    { ...GITHUB, body: JSON.stringify({ a: [1, 2] }, null, 2) },
    { body: (body) => written(body) },
  ],
  [
    "body_indented_4",
    { ...GITHUB, body: JSON.stringify({ a: [1, 2] }, null, 4) },
    { body: (body) => written(body) },
  ],
  [
    "body_indented_tabs",
    { ...GITHUB, body: JSON.stringify({ a: [1, 2] }, null, "\t") },
    { body: (body) => written(body) },
  ],
  ["body_escaped_unicode", { ...GITHUB, body: ESCAPED }, { body: (body) => written(body) }],
  [
    "body_unescaped_unicode",
    { ...GITHUB, body: '{ "name": "Zoë" }' },
    { body: (body) => text(body).replace("ë", "\\u00eb") },
  ],
  [
    "body_escaped_slashes",
    { ...GITHUB, body: '{ "a": "x\\/y" }' },
    { body: (body) => text(body).replace("\\/", "/") },
  ],
  [
    "body_unescaped_slashes",
    { ...GITHUB, body: '{ "a": "x/y" }' },
    { body: (body) => text(body).replace("/", "\\/") },
  ],
  [
    "body_spaced",
    { ...GITHUB, body: '{"a": [1, {"b": null}], "c": "x"}' },
    { body: (body) => written(body) },
  ],
  [
    "body_spaced_escaped",
    { ...GITHUB, body: '{"a": [1, 2], "c": "Zo\\u00eb"}' },
    { body: (body) => written(body) },
  ],
  [
    "body_minified_escaped",
    { ...GITHUB, body: '{"a":[1,2],"c":"Zo\\u00eb"}' },
    { body: (body) => written(body, 2) },
  ],
  [
    "body_minified_php",
    { ...GITHUB, body: '{"a":"x\\/y","c":"Zo\\u00eb"}' },
    { body: (body) => written(body, 2) },
  ],
  [
    "body_sorted_keys",
    { ...GITHUB, body: '{"a":[{"c":1,"d":2}],"b":1}' },
    { body: () => '{"b":1,"a":[{"d":2,"c":1}]}' },
  ],
  ["body_left_out", { ...GITHUB, body: "" }, { body: () => '{"a":1}' }],
];

const signatureCases: [cause: string, good: Good, change: Break, setting: unknown][] = [
  [
    "signature_without_prefix",
    GITHUB,
    { headers: set("X-Hub-Signature-256", (value) => value.replace("sha256=", "")) },
    null,
  ],
  [
    "signature_with_prefix",
    { ...GENERIC, options: { header: "X-Sig", prefix: "sha256=" } },
    { options: { header: "X-Sig" } },
    { kind: "options", options: { prefix: "sha256=" } },
  ],
  [
    "signature_in_base64",
    { ...GENERIC, options: { header: "X-Sig", encoding: "base64" } },
    { options: { header: "X-Sig" } },
    { kind: "options", options: { encoding: "base64" } },
  ],
  [
    "signature_in_hex",
    { scheme: "shopify", secret: "k", body: "{}" },
    { headers: set("X-Shopify-Hmac-Sha256", reencode("base64", "hex")) },
    null,
  ],
  [
    "signature_in_base64url",
    { scheme: "shopify", secret: "k", body: "{}" },
    { headers: set("X-Shopify-Hmac-Sha256", reencode("base64", "base64url")) },
    null,
  ],
  [
    "signature_with_sha512",
    { ...GENERIC, options: { header: "X-Sig", alg: "sha512" } },
    { options: { header: "X-Sig" } },
    { kind: "options", options: { alg: "sha512" } },
  ],
  [
    "signature_with_sha256",
    { ...GENERIC, options: { header: "X-Sig", alg: "sha256" } },
    { options: { header: "X-Sig", alg: "sha1" } },
    { kind: "options", options: { alg: "sha256" } },
  ],
  [
    "content_body_alone",
    { ...GENERIC, options: { header: "X-Sig" } },
    {
      options: { header: "X-Sig", template: "{ts}.{body}", timestamp: "header:X-Ts" },
      headers: (headers) => [...headers, ["X-Ts", "1700000000"]],
    },
    { kind: "options", options: { template: "{body}" } },
  ],
  [
    "content_joined_otherwise",
    {
      ...GENERIC,
      options: { header: "X-Sig", template: "{ts}:{body}", timestamp: "header:X-Ts" },
    },
    { options: { header: "X-Sig", template: "{ts}.{body}", timestamp: "header:X-Ts" } },
    { kind: "options", options: { template: "{ts}:{body}" } },
  ],
  [
    "timestamp_in_milliseconds",
    { ...STRIPE, scheme: "workos", secret: "k" },
    { headers: set("WorkOS-Signature", (value) => value.replace("000,", ",")) },
    null,
  ],
  [
    "timestamp_in_seconds",
    { ...STRIPE, scheme: "slack", secret: "k" },
    { headers: set("X-Slack-Request-Timestamp", (value) => `${value}000`) },
    null,
  ],
];

const addressCases: [cause: string, good: Good, change: Break, url: string][] = [
  ["address_protocol", SQUARE, { url: URL.replace("https", "http") }, URL],
  ["address_port", SQUARE, { url: URL.replace("example", "example:8443") }, URL],
  [
    "address_port",
    { ...SQUARE, url: "https://hooks.example:443/in/a" },
    { url: "https://hooks.example/in/a" },
    "https://hooks.example:443/in/a",
  ],
  [
    "address_slash",
    { ...SQUARE, url: "https://hooks.example/in/a/" },
    { url: "https://hooks.example/in/a" },
    "https://hooks.example/in/a/",
  ],
  [
    "address_slash",
    { ...SQUARE, url: "https://hooks.example/in/a" },
    { url: "https://hooks.example/in/a/" },
    "https://hooks.example/in/a",
  ],
  [
    "address_query",
    { ...SQUARE, url: "https://hooks.example/in/a" },
    { url: "https://hooks.example/in/a?t=1" },
    "https://hooks.example/in/a",
  ],
  [
    "address_host",
    { ...SQUARE, headers: [["X-Forwarded-Host", "hooks.example"]] },
    { url: "http://10.0.0.7:3000/in/a?x=1" },
    URL,
  ],
  [
    "address_host",
    {
      ...SQUARE,
      scheme: "twilio",
      body: "",
      headers: [["Forwarded", 'for=1.2.3.4;host="hooks.example"']],
    },
    { url: "https://inner.example/in/a?x=1" },
    URL,
  ],
];

async function causeOf(input: DiagnoseInput): Promise<[string | undefined, SettingChange | null]> {
  const diagnosis = await diagnose(input);
  expect(diagnosis?.message ?? "A.").toMatch(/^[A-Z].*\.$/s);
  return [diagnosis?.cause, diagnosis?.change ?? null];
}

describe("diagnose", () => {
  test.each(secretCases)("finds %s (%#)", async (cause, good, change, setting) => {
    expect(await causeOf(await broken(good, change))).toEqual([cause, setting]);
  });

  test("finds a secret that ends with a line break at the sender's", async () => {
    const body = "{}";
    const input = await broken({ ...GITHUB, body }, {});
    const made = `sha256=${createHmac("sha256", "s3cret\n").update(body).digest("hex")}`;
    const headers = set("X-Hub-Signature-256", () => made)(input.request.headers);
    const request = { ...input.request, headers };
    expect(await causeOf({ ...input, request })).toEqual([
      "secret_add_line_break",
      editOf("add_line_break"),
    ]);
  });

  test.each(bodyCases)("finds %s (%#)", async (cause, good, change) => {
    expect(await causeOf(await broken(good, change))).toEqual([cause, null]);
  });

  test.each(signatureCases)("finds %s (%#)", async (cause, good, change, setting) => {
    expect(await causeOf(await broken(good, change))).toEqual([cause, setting]);
  });

  test.each(addressCases)("finds %s (%#)", async (cause, good, change, url) => {
    expect(await causeOf(await broken(good, change))).toEqual([
      cause,
      { kind: "options", options: { url } },
    ]);
  });

  test("finds the scheme that the request is right by", async () => {
    expect(await causeOf(await broken(SVIX, { scheme: "stripe" }))).toEqual([
      "scheme_other",
      { kind: "scheme", scheme: "svix" },
    ]);
  });

  test("names the scheme that the headers are of when the secret is wrong too", async () => {
    const input = await broken(SVIX, { scheme: "stripe", secrets: ["whsec_wrong"] });
    expect(await diagnose(input)).toEqual({
      cause: "scheme_headers",
      message: "These are Svix headers; this bin is set to Stripe.",
      change: { kind: "scheme", scheme: "svix" },
    });
  });

  test("names them also where the scheme that is set looks for its signature in the body", async () => {
    const input = await broken(STRIPE, { scheme: "adyen", secrets: ["00".repeat(32)] });
    expect(await diagnose(input)).toEqual({
      cause: "scheme_headers",
      message: "These are Stripe headers; this bin is set to Adyen.",
      change: { kind: "scheme", scheme: "stripe" },
    });
  });

  test("finds GitHub's older signature where the newer one is missing", async () => {
    const input = await broken(
      { ...GITHUB, scheme: "github-sha1" },
      { scheme: "github", headers: (headers) => [...headers, ["X-GitHub-Event", "push"]] },
    );
    expect(await causeOf(input)).toEqual([
      "scheme_other",
      { kind: "scheme", scheme: "github-sha1" },
    ]);
  });

  test("finds milliseconds where seconds belong", async () => {
    const now = new Date(NOW.getTime() * 1000);
    const input = await broken(STRIPE, {});
    const signed = await sign({
      ...STRIPE,
      request: { ...input.request, headers: [] },
      now,
      id: "1",
    });
    const headers = signed.ok ? signed.headers : [];
    const [cause] = await causeOf({ ...input, request: { ...input.request, headers } });
    expect(cause).toBe("timestamp_sent_in_milliseconds");
  });

  test("says nothing of what is right, merely old, or hopeless", async () => {
    const right = await broken(GITHUB, {});
    expect(await diagnose(right)).toBeNull();
    const old = await broken(STRIPE, {});
    expect(await diagnose({ ...old, capturedAt: new Date(NOW.getTime() + 3_600_000) })).toBeNull();
    expect(await diagnose({ ...right, secrets: ["wrong"] })).toBeNull();
    expect(await diagnose({ ...right, scheme: "nope" })).toBeNull();
    expect(await diagnose({ ...right, secrets: [] })).toBeNull();
  });

  test("repeats no secret", async () => {
    for (const [, good, change] of secretCases) {
      const input = await broken(good, change);
      const told = JSON.stringify(await diagnose(input));
      expect(told).not.toContain(good.secret.length > 3 ? good.secret : "\u0000");
    }
  });

  test("needs no rewriting of bodies above the limit, and ends within its budget", async () => {
    const entries = Array.from({ length: 9000 }, (_, index) => [
      `key ${index}`,
      { text: "Zoë says a/b ".repeat(6), list: [index, null, true] },
    ]);
    const body = JSON.stringify(Object.fromEntries(entries));
    expect(body.length).toBeGreaterThan(1024 * 1024);
    const input = await broken({ ...GITHUB, body }, { secrets: ["wrong"] });
    const { budgetMs: _, ...bounded } = input;
    await diagnose(bounded);
    const start = performance.now();
    expect(await diagnose({ ...bounded, maxBodyBytes: 2 * 1024 * 1024 })).toBeNull();
    // The budget, and what was begun before it ended, on a busy machine.
    expect(performance.now() - start).toBeLessThan(500);
  });
});

test("editSecret leaves alone what has no slip", () => {
  expect(editSecret("abc", "unquote")).toBe("abc");
  expect(editSecret("abc", "remove_v1")).toBe("abc");
  expect(editSecret("%zz", "decode_url")).toBe("%zz");
  expect(editSecret("whsec_a", "add_whsec")).toBe("whsec_a");
});
