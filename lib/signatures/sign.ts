import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import { configureScheme, signedTemplate, withNamesOf } from "./configure.ts";
import { hasCrypto, webDigests } from "./digest.ts";
import { encodeBytes } from "./encoding.ts";
import type { SchemeOptions, SignedRequest } from "./schema.ts";
import type { HmacScheme, SignatureSource } from "./scheme.ts";
import { findScheme } from "./schemes.ts";
import { describeProblem, readSecrets, type UsableSecret } from "./secrets.ts";
import { joinParts, renderTemplate, templateHeaders } from "./template.ts";
import { writeTimestamp } from "./timestamp.ts";

/** What is to be signed, and with what. */
export type SignInput = {
  /** A scheme's id. */
  scheme: string;
  secret: string;
  options?: SchemeOptions | undefined;
  request: SignedRequest;
  /** The time that the request will say it was sent. */
  now: Date;
  /** The message's id, for schemes that have one; an id the request already has stays. */
  id: string;
};

export type Signed = { ok: true; headers: HeaderList } | { ok: false; message: string };

function refuse(message: string): Signed {
  return { ok: false, message };
}

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

async function signHmac(
  scheme: HmacScheme,
  secret: UsableSecret,
  { request, now, id }: SignInput,
): Promise<Signed> {
  const added: HeaderList = [];
  if (scheme.idHeader) {
    added.push([scheme.idHeader, findHeader(request.headers, scheme.idHeader) ?? id]);
  }
  const { timestamp } = scheme;
  const text = timestamp ? writeTimestamp(now, timestamp.unit) : null;
  if (timestamp?.from === "header" && text !== null) added.push([timestamp.name, text]);

  const template = signedTemplate(scheme);
  // What is added comes first: it stands for what it will replace.
  const complete = { ...request, headers: [...added, ...request.headers] };
  const absent = templateHeaders(template).find((name) => !findHeader(complete.headers, name));
  if (absent) return refuse(`The signed content needs the header ${absent}, which is not set.`);

  const digest = await webDigests.hmac(
    scheme.alg,
    secret.key,
    joinParts(renderTemplate(template, complete, text)),
  );
  const field =
    timestamp?.from === "field" && text !== null ? { name: timestamp.name, text } : null;
  const signature = encodeBytes(digest, scheme.signature.encoding);
  added.push([scheme.signature.header, writeSignature(scheme.signature, signature, field)]);
  return { ok: true, headers: added };
}

function tokenHeader(header: string, token: string): Signed {
  // What RFC 9110 §5.5 allows in a field value, as one character per byte.
  if (!/^[\x20-\x7e\x80-\xff]+$/.test(token)) {
    return refuse(`The token has characters that the header ${header} can't carry.`);
  }
  return { ok: true, headers: [[header, token]] };
}

async function signUnguarded(input: SignInput): Promise<Signed> {
  const row = findScheme(input.scheme);
  if (row === null) return refuse(`There is no scheme called “${input.scheme}”.`);
  const configured = configureScheme(row, input.options ?? {});
  if (!configured.ok) return configured;
  if (Number.isNaN(input.now.getTime())) return refuse("The time to sign for is not a valid date.");
  if (!hasCrypto()) {
    return refuse("Signatures can't be computed here: browsers allow it only over HTTPS.");
  }
  const scheme = withNamesOf(configured.scheme, input.request.headers);
  const { usable, problems } = readSecrets(scheme, [input.secret]);
  const [secret] = usable;
  const [problem] = problems;
  if (!secret) return refuse(problem ? describeProblem(problem, 1) : "There is no secret.");
  if (scheme.alg === "equal") return tokenHeader(scheme.signature.header, input.secret.trim());
  const url = input.options?.url ?? input.request.url;
  return signHmac(scheme, secret, { ...input, request: { ...input.request, url } });
}

/**
 * Signs a request as the scheme's provider would. Gives the headers to set, replacing any of the
 * same names; or a sentence that says why it can't be done. Throws nothing.
 */
export async function sign(input: SignInput): Promise<Signed> {
  try {
    return await signUnguarded(input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`The request could not be signed: ${reason}.`);
  }
}
