import { findHeaders } from "#lib/http/headers.ts";
import { twilioAddresses } from "#lib/signatures/addresses.ts";
import {
  decodeSignature,
  decodeText,
  encodeBytes,
  equalBytes,
  utf8Bytes,
} from "#lib/signatures/encoding.ts";
import {
  type Claim,
  type Collected,
  type Condition,
  malformed,
  missingHeader,
  shown,
} from "#lib/signatures/read-request.ts";
import { readForm } from "#lib/signatures/request-body.ts";
import type { SignedRequest } from "#lib/signatures/schema.ts";
import type { Content } from "#lib/signatures/template.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import { refuse, type Signed, type WriteContext } from "#lib/signatures/write-request.ts";

const BODY_HASH = "bodySHA256";

/** Names and values of a form in order of the names, no value twice, joined by nothing. */
function sortedForm(form: URLSearchParams): string {
  const fields = new Map<string, Set<string>>();
  for (const [name, value] of form) {
    const values = fields.get(name);
    if (values) values.add(value);
    else fields.set(name, new Set([value]));
  }
  return [...fields.keys()]
    .sort()
    .flatMap((name) => [...(fields.get(name) ?? [])].sort().map((value) => name + value))
    .join("");
}

function bodyHashIn(url: string): string | null {
  const start = url.indexOf("?");
  return start < 0 ? null : new URLSearchParams(url.slice(start + 1)).get(BODY_HASH);
}

/** The signed content for each way to write the address. */
function contentsOf(request: SignedRequest, urls: readonly string[]): Content[] {
  const form = readForm(request);
  const fields = form ? [{ name: "form", bytes: utf8Bytes(sortedForm(form)) }] : [];
  return urls.map((url) => [{ name: "url", bytes: utf8Bytes(url) }, ...fields]);
}

/** A body that is no form is covered by the hash in the address, or not at all. */
async function judgeBody({ request, digests }: Run): Promise<Condition[]> {
  const hash = bodyHashIn(request.url);
  if (hash === null && request.body.length === 0) return [];
  const wanted = hash === null ? null : decodeText(hash, "hex");
  const ok = wanted !== null && equalBytes(wanted, await digests.sha256(request.body));
  const detail = ok
    ? `The body has the SHA-256 that ${BODY_HASH} in the address names.`
    : hash === null
      ? `The body is neither a form nor named by ${BODY_HASH} in the address: it is not covered.`
      : `The body does not have the SHA-256 that ${BODY_HASH} in the address names.`;
  return [{ check: "body", ok, cause: "signature_mismatch", detail }];
}

/**
 * Twilio: the address, then the form's fields sorted by name. A body of another type is covered by
 * its SHA-256 in the address (twilio.com/docs/usage/webhooks/webhooks-security).
 */
export async function readTwilio(run: Run): Promise<Collected> {
  const { scheme, request } = run;
  const name = scheme.signature.header ?? "";
  const sent = findHeaders(request.headers, name).map((value) => value.trim());
  const values = sent.filter((value) => value !== "");
  if (values.length === 0) return missingHeader(name, sent.length > 0);
  const candidates = values.flatMap((text) => {
    const bytes = decodeSignature(text, "base64");
    return bytes ? [{ text, bytes }] : [];
  });
  if (candidates.length === 0) {
    return malformed(`The signature in ${name} is not valid base64.`, values.join(", "));
  }
  const timeless = { timestamp: null, timestampMs: null, candidates };
  const urls = twilioAddresses(request.url);
  const claims: Claim[] = [];
  const isForm = readForm(request) !== null;
  if (isForm) claims.push({ ...timeless, contents: contentsOf(request, urls) });
  if (!isForm || bodyHashIn(request.url) !== null) {
    const contents = urls.map((url) => [{ name: "url", bytes: utf8Bytes(url) }]);
    claims.push({ ...timeless, contents, conditions: await judgeBody(run) });
  }
  return { ok: true, claims, received: shown(values.join(", ")), place: `${name} header` };
}

/** Signs a form as it is; any other body by its hash, which goes into the address. */
export async function writeTwilio(context: WriteContext): Promise<Signed> {
  const { scheme, request, digests, sign } = context;
  if (scheme.id !== "twilio" && !readForm(request)) {
    return refuse(`${scheme.label} sends forms only.`);
  }
  let { url } = request;
  const isCovered = readForm(request) !== null || request.body.length === 0;
  if (!isCovered && bodyHashIn(url) === null) {
    const hash = encodeBytes(await digests.sha256(request.body), "hex");
    url += `${url.includes("?") ? "&" : "?"}${BODY_HASH}=${hash}`;
  }
  const [content = []] = contentsOf(request, [url]);
  const signature = await sign(content);
  return {
    ok: true,
    headers: [[scheme.signature.header, signature]],
    ...(url === request.url ? {} : { url }),
  };
}
