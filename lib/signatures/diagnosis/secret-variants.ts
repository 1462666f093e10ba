import { decodeText, utf8Bytes } from "#lib/signatures/encoding.ts";
import { isPublicKeyAlgorithm } from "#lib/signatures/public-key.ts";
import type { Scheme } from "#lib/signatures/scheme.ts";
import { readSecrets, type UsableSecret } from "#lib/signatures/secrets.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import type { DiagnoseInput, Variant } from "./diagnosis.ts";
import { editSecret, type SecretEdit } from "./edit-secret.ts";

const EDITS: readonly [edit: SecretEdit, message: string][] = [
  ["remove_v1", "The secret would match without the “v1,” in front of it."],
  [
    "remove_whsec",
    "The secret would match without whsec_: here that prefix is no part of the key.",
  ],
  [
    "add_whsec",
    "The secret would match with whsec_ in front of it: the prefix is part of the key.",
  ],
  ["unquote", "The secret would match without the quotation marks around it."],
  ["remove_name", "The secret would match without the name in front of it."],
  ["remove_spaces", "The secret would match without the white space inside it."],
  ["decode_url", "The secret would match with its percent-escapes decoded."],
  [
    "add_line_break",
    "The secret would match with a line break at its end: the sender has one there, as echo writes it.",
  ],
];

async function editedSecrets(run: Run, edit: SecretEdit): Promise<UsableSecret[]> {
  const { scheme, input } = run;
  const found: UsableSecret[] = [];
  for (const [position, given] of input.secrets.entries()) {
    const edited = editSecret(given, edit);
    if (edited === given.trim() || edited === "") continue;
    const { usable } = await readSecrets(scheme, [edited]);
    // A line break is white space around a secret, which reading leaves out first.
    const exact = edit === "add_line_break" ? usable.slice(1) : usable;
    found.push(...exact.map((secret) => ({ ...secret, position })));
  }
  return found;
}

async function* editVariants(run: Run): AsyncGenerator<Variant> {
  for (const [edit, message] of EDITS) {
    for (const secret of await editedSecrets(run, edit)) {
      const change = { kind: "edit_secret", position: secret.position, edit } as const;
      yield { cause: `secret_${edit}`, message, change, secrets: [secret] };
    }
  }
}

type Reading = { id: string; message: string; read: (text: string) => Uint8Array | null };

const bare = (text: string) => text.trim().replace(/^whsec_/, "");

const READINGS: readonly Reading[] = [
  {
    id: "not_decoded",
    message:
      "The secret would match as plain text: the sender signs with its characters, undecoded.",
    read: (text) => utf8Bytes(text.trim()),
  },
  {
    id: "decoded_base64",
    message: "The secret would match decoded from base64: the sender signs with the decoded bytes.",
    read: (text) => decodeText(bare(text), "base64") ?? decodeText(bare(text), "base64url"),
  },
  {
    id: "decoded_hex",
    message: "The secret would match decoded from hex: the sender signs with the decoded bytes.",
    read: (text) => decodeText(text.trim(), "hex"),
  },
];

const KEY_OF_READING = {
  not_decoded: "utf8",
  decoded_base64: "base64",
  decoded_hex: "hex",
} as const;

function isKeyReading(id: string): id is keyof typeof KEY_OF_READING {
  return Object.hasOwn(KEY_OF_READING, id);
}

/** The same texts, read as keys in another way than the scheme does. */
function* readingVariants(run: Run, scheme: Scheme): Generator<Variant> {
  if (scheme.alg === "equal" || isPublicKeyAlgorithm(scheme.alg)) return;
  for (const { id, message, read } of READINGS) {
    if (id === "not_decoded" && scheme.key === "utf8") continue;
    for (const [position, text] of run.input.secrets.entries()) {
      const bytes = read(text);
      if (bytes === null || bytes.length === 0) continue;
      const key = { bytes, cacheId: `${id}:0:${text}` };
      const change =
        scheme.configurable && isKeyReading(id)
          ? ({ kind: "options", options: { key: KEY_OF_READING[id] } } as const)
          : null;
      const secret = { position, key, text: text.trim(), trimmed: false };
      yield { cause: `secret_${id}`, message, change, secrets: [secret] };
    }
  }
}

/** The user's other secrets. */
async function* otherSecretVariants(run: Run, input: DiagnoseInput): AsyncGenerator<Variant> {
  for (const { id, label, secret } of input.otherSecrets ?? []) {
    const { usable } = await readSecrets(run.scheme, [secret]);
    if (usable.length === 0) continue;
    const message = `The secret of ${label} would match: the sender uses that one.`;
    const change = { kind: "other_secret", id } as const;
    yield { cause: "secret_of_other_bin", message, change, secrets: usable };
  }
}

/** Other secrets, and the same ones with a slip undone or read in another way. */
export async function* secretVariants(run: Run, input: DiagnoseInput): AsyncGenerator<Variant> {
  yield* editVariants(run);
  yield* readingVariants(run, run.scheme);
  yield* otherSecretVariants(run, input);
}
