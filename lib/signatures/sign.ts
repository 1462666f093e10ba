import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import { configureScheme, withAlgorithm, withNamesOf } from "./configure.ts";
import { signedTemplate } from "./contents.ts";
import { hasCrypto, webDigests } from "./digest.ts";
import { encodeBytes } from "./encoding.ts";
import { decodeKeys } from "./key-format.ts";
import { isPublicKeyAlgorithm } from "./public-key.ts";
import { signWithPrivateKey } from "./public-key-signing.ts";
import type { SchemeOptions, SignedRequest } from "./schema.ts";
import { type SignatureScheme, type SignatureSource, senderName } from "./scheme.ts";
import { findScheme } from "./schemes.ts";
import { signToken } from "./sign-token.ts";
import { type Content, joinParts, renderTemplate, templateHeaders } from "./template.ts";
import { writeTimestamp } from "./timestamp.ts";
import { refuse, type Signed, type WriteContext } from "./write-request.ts";

export type { Signed } from "./write-request.ts";

/** What is to be signed, and with what. */
export type SignInput = {
  /** A scheme's id. */
  scheme: string;
  /** For schemes with public keys: the private key, unless that is given apart. */
  secret: string;
  /** PEM, JWK, or Ed25519's 32 bytes in hex or after `whsk_`. */
  privateKey?: string | undefined;
  options?: SchemeOptions | undefined;
  request: SignedRequest;
  /** The time that the request will say it was sent. */
  now: Date;
  /** The message's id, for schemes that have one; an id the request already has stays. */
  id: string;
};

function writeSignature(
  source: SignatureSource,
  signature: string,
  field: { name: string; text: string } | null,
): string {
  if (source.field !== undefined) {
    const separator = source.separator ?? ",";
    const lead = field ? `${field.name}=${field.text}${separator}` : "";
    return `${lead}${source.field}=${signature}`;
  }
  if (source.word !== undefined) return `${source.word},${signature}`;
  return `${source.prefix ?? ""}${signature}`;
}

async function signRow(context: WriteContext): Promise<Signed> {
  const { scheme, request, now, id, sign } = context;
  const added: HeaderList = [];
  if (scheme.idHeader) {
    added.push([scheme.idHeader, findHeader(request.headers, scheme.idHeader) ?? id]);
  }
  const { timestamp, signature: source } = scheme;
  const text = timestamp && timestamp.from !== "body" ? writeTimestamp(now, timestamp.unit) : null;
  if (timestamp?.from === "header" && text !== null) added.push([timestamp.name, text]);
  for (const { header, wanted, pattern } of scheme.rules ?? []) {
    if (pattern.test(wanted)) added.push([header, wanted]);
  }

  const template = signedTemplate(scheme);
  // What is added comes first: it stands for what it will replace.
  const complete = { ...request, headers: [...added, ...request.headers] };
  const absent = templateHeaders(template).find((name) => !findHeader(complete.headers, name));
  if (absent) return refuse(`The signed content needs the header ${absent}, which is not set.`);

  const signature = await sign(renderTemplate(template, complete, text));
  const field =
    timestamp?.from === "field" && text !== null ? { name: timestamp.name, text } : null;
  const header = source.numbered ? `${source.header}-1` : source.header;
  added.push([header, writeSignature(source, signature, field)]);
  return { ok: true, headers: added };
}

type SignBytes =
  | { ok: true; sign: (message: Uint8Array) => Promise<Uint8Array> }
  | Extract<Signed, { ok: false }>;

/** How bytes are signed: with the secret's key, or with the private key. */
async function chooseSigner(scheme: SignatureScheme, input: SignInput): Promise<SignBytes> {
  const { alg } = scheme;
  const secret = input.secret.trim();
  if (isPublicKeyAlgorithm(alg)) {
    const privateKey = input.privateKey ?? (scheme.keyInOptions ? "" : secret);
    const probe = await signWithPrivateKey(alg, privateKey, new Uint8Array());
    if (probe === null) {
      const who = senderName(scheme);
      const message = `Signing as ${who} does takes a private key; there is none that fits.`;
      return { ok: false, message };
    }
    return {
      ok: true,
      sign: async (message) =>
        (await signWithPrivateKey(alg, privateKey, message)) ?? new Uint8Array(),
    };
  }
  if (alg === "hash-sha256") {
    return { ok: true, sign: async (message) => webDigests.sha256(message) };
  }
  const decoded = await decodeKeys(secret, scheme.key);
  if (!decoded.ok) return { ok: false, message: `The secret ${decoded.message}.` };
  const [bytes] = decoded.keys;
  if (!bytes || bytes.length === 0) return { ok: false, message: "The secret is empty." };
  const key = { bytes, cacheId: `${scheme.key}:0:${secret}` };
  return { ok: true, sign: async (message) => webDigests.hmac(alg, key, message) };
}

async function signUnguarded(input: SignInput): Promise<Signed> {
  const row = findScheme(input.scheme);
  if (row === null) return refuse(`There is no scheme called “${input.scheme}”.`);
  const options = input.options ?? {};
  const configured = configureScheme(row, options);
  if (!configured.ok) return configured;
  if (Number.isNaN(input.now.getTime())) return refuse("The time to sign for is not a valid date.");
  if (!hasCrypto()) {
    return refuse("Signatures can't be computed here: browsers allow it only over HTTPS.");
  }
  const secret = input.secret.trim();
  if (secret === "") {
    return refuse(`The secret is ${input.secret === "" ? "empty" : "only white space"}.`);
  }
  const request = { ...input.request, url: options.url ?? input.request.url };
  const named = withNamesOf(configured.scheme, request.headers);
  const scheme = withAlgorithm(named, request, options, [secret]);
  if (scheme.alg === "equal") return signToken(request, scheme.signature, secret);
  const signer = await chooseSigner(scheme, input);
  if (!signer.ok) return signer;
  const context: WriteContext = {
    scheme,
    request,
    options,
    secret,
    now: input.now,
    id: input.id,
    digests: webDigests,
    sign: async (content: Content) =>
      encodeBytes(await signer.sign(joinParts(content, secret)), scheme.signature.encoding),
  };
  return scheme.write?.(context) ?? signRow(context);
}

/**
 * Signs a request as the scheme's provider would. Gives the headers to set, replacing any of the
 * same names, and where the scheme puts its signature there a new body or address; or a sentence
 * that says why it can't be done. Throws nothing.
 */
export async function sign(input: SignInput): Promise<Signed> {
  try {
    return await signUnguarded(input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`The request could not be signed: ${reason}.`);
  }
}
