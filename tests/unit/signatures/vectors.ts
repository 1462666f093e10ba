import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { decodeText, utf8Bytes } from "#lib/signatures/encoding.ts";
import { schemeOptionsSchema } from "#lib/signatures/options.ts";
import type { VerifyInput } from "#lib/signatures/verdict.ts";

const vectorSchema = z.strictObject({
  title: z.string(),
  /** Where the signature comes from: never from the code under test. */
  source: z.string(),
  at: z.iso.datetime(),
  secrets: z.array(z.string()),
  options: schemeOptionsSchema.optional(),
  method: z.string().default("POST"),
  /** Of the public key among the secrets, for what is signed again. */
  privateKey: z.string().optional(),
  url: z.string().default("https://hooks.example/in/a"),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string().optional(),
  bodyBase64: z.string().optional(),
  expect: z.strictObject({
    status: z.enum(["verified", "authenticated", "failed", "unverifiable"]),
    cause: z.string().nullable(),
    matchedSecret: z.number().optional(),
    timestampSkewMs: z.number().optional(),
    message: z.string().optional(),
    /** Part of a hint; null for none at all. */
    hint: z.string().nullish(),
  }),
});

const fileSchema = z.strictObject({
  scheme: z.string(),
  about: z.url(),
  vectors: z.array(vectorSchema).min(1),
});

export type Vector = {
  scheme: string;
  title: string;
  input: VerifyInput;
  privateKey: string | undefined;
  expect: z.infer<typeof vectorSchema>["expect"];
};

const FOLDER = new URL("../../fixtures/signatures/", import.meta.url);

/** Every vector of every file, in the order of the files. */
export function loadVectors(): Vector[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
  return files.sort().flatMap((name) => {
    const text = readFileSync(new URL(name, FOLDER), "utf8");
    const { scheme, vectors } = fileSchema.parse(JSON.parse(text));
    return vectors.map(({ title, at, secrets, options, method, url, headers, ...rest }) => {
      const { expect, privateKey, ...content } = rest;
      const bytes = decodeText(content.bodyBase64 ?? "", "base64") ?? new Uint8Array();
      const body = content.body === undefined ? bytes : utf8Bytes(content.body);
      const request = { method, url, headers, body };
      const input = { scheme, secrets, options, request, capturedAt: new Date(at) };
      return { scheme, title, input, privateKey, expect };
    });
  });
}
