import { findHeader, findHeaders } from "#lib/http/headers.ts";
import { hashBytes } from "#lib/signatures/digest.ts";
import { encodeBytes, equalBytes, utf8Bytes, wireBytes } from "#lib/signatures/encoding.ts";
import {
  type Claim,
  type Collected,
  type Condition,
  malformed,
  missing,
  missingHeader,
  refused,
  shown,
  type Unreadable,
} from "#lib/signatures/read-request.ts";
import type { SignedRequest } from "#lib/signatures/schema.ts";
import type { Content } from "#lib/signatures/template.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import type { Signed, WriteContext } from "#lib/signatures/write-request.ts";
import { messageAlgorithmName } from "./message-algorithm.ts";
import { componentValue, hasRepeats } from "./message-components.ts";
import {
  type Member,
  parameterOf,
  readDictionary,
  writeItem,
  writeMember,
} from "./structured-fields.ts";

export { chooseMessageAlgorithm } from "./message-algorithm.ts";

const MAX_SIGNATURES = 3;
const MAX_COMPONENTS = 64;

type InnerList = Extract<Member, { items: unknown }>;

/** The signature base (RFC 9421 §2.5), a line for each component; the missing one's name if any. */
function signatureBase(request: SignedRequest, list: InnerList): Content | string {
  const parts: { name: string; bytes: Uint8Array }[] = [];
  for (const item of list.items) {
    const value = componentValue(request, item);
    if (value === null) return writeItem(item);
    const name = String(item.value);
    parts.push({ name: "literal", bytes: utf8Bytes(`${writeItem(item)}: `) });
    parts.push({ name, bytes: name.startsWith("@") ? utf8Bytes(value) : wireBytes(value) });
    parts.push({ name: "literal", bytes: utf8Bytes("\n") });
  }
  const parameters = `"@signature-params": ${writeMember(list)}`;
  return [...parts, { name: "parameters", bytes: utf8Bytes(parameters) }];
}

/** The address as captured, and as the Host header has it, which a mere path needs. */
function requestsOf(request: SignedRequest): SignedRequest[] {
  const host = findHeader(request.headers, "host")?.trim() ?? "";
  if (host !== "" && request.url.startsWith("/")) {
    return ["https", "http"].map((scheme) => ({
      ...request,
      url: `${scheme}://${host}${request.url}`,
    }));
  }
  const url = request.url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*/i, (_, lead) => lead + host);
  return host === "" || url === request.url ? [request] : [request, { ...request, url }];
}

async function judgeDigest(request: SignedRequest, { digests }: Run): Promise<Condition[]> {
  const header = findHeaders(request.headers, "content-digest").join(", ");
  if (header === "") return [];
  let isRight = false;
  for (const [name, member] of readDictionary(header) ?? []) {
    if ("items" in member || !(member.value instanceof Uint8Array)) continue;
    if (name !== "sha-256" && name !== "sha-512") continue;
    const actual =
      name === "sha-256"
        ? await digests.sha256(request.body)
        : await hashBytes("SHA-512", request.body);
    isRight = equalBytes(member.value, actual);
    if (!isRight) break;
  }
  const detail = isRight
    ? "The body has the hash that Content-Digest names."
    : "The body does not have the hash that Content-Digest names.";
  return [{ check: "body", ok: isRight, cause: "signature_mismatch", detail }];
}

function judgeExpiry(expires: unknown, capturedAt: Date): Condition[] {
  if (typeof expires !== "number") return [];
  const ok = capturedAt.getTime() < expires * 1000;
  const detail = ok
    ? "The signature had not expired when the request arrived."
    : "The signature is right, but it had expired when the request arrived.";
  return [{ check: "timestamp", ok, cause: "timestamp_out_of_tolerance", detail }];
}

function readLabel(
  run: Run,
  label: string,
  list: Member,
  signature: Member | undefined,
): Claim | Unreadable {
  if (!("items" in list) || list.items.length > MAX_COMPONENTS) {
    return malformed(`Signature-Input does not list what ${label} covers.`);
  }
  if (hasRepeats(list.items)) return malformed(`Signature-Input lists a part of ${label} twice.`);
  if (!signature) return malformed(`The Signature header has no member ${label}.`);
  if ("items" in signature || !(signature.value instanceof Uint8Array)) {
    return malformed(`The signature ${label} is not valid base64 between colons.`);
  }
  const said = parameterOf(list.parameters, "alg");
  const wanted = run.scheme.alg === "equal" ? "" : messageAlgorithmName(run.scheme.alg);
  if (said !== undefined && said !== wanted) {
    return refused(`The signature says it is made with ${said}; only ${wanted} counts here.`);
  }
  const contents: Content[] = [];
  for (const request of requestsOf(run.request)) {
    const base = signatureBase(request, list);
    if (typeof base === "string") {
      return missing(`The signature covers ${base}, which the request does not have.`);
    }
    contents.push(base);
  }
  const created = parameterOf(list.parameters, "created");
  const expires = parameterOf(list.parameters, "expires");
  return {
    timestamp: typeof created === "number" ? String(created) : null,
    timestampMs: typeof created === "number" ? created * 1000 : null,
    candidates: [{ text: signature.raw.slice(1, -1), bytes: signature.value }],
    contents,
    conditions: judgeExpiry(expires, run.input.capturedAt),
  };
}

/** HTTP message signatures: Signature-Input says what each member of Signature covers. */
export async function readMessage(run: Run): Promise<Collected> {
  const { headers } = run.request;
  const input = findHeaders(headers, "signature-input").join(", ").trim();
  const signature = findHeaders(headers, "signature").join(", ").trim();
  if (input === "") return missingHeader("Signature-Input");
  if (signature === "") return missingHeader("Signature");
  const lists = readDictionary(input);
  const signatures = readDictionary(signature);
  if (!lists || lists.size === 0) {
    return malformed("The Signature-Input header is not a dictionary.", input);
  }
  if (!signatures) return malformed("The Signature header is not a dictionary.", signature);
  const digest = await judgeDigest(run.request, run);
  const claims: Claim[] = [];
  let problem: Unreadable | null = null;
  for (const [label, list] of [...lists].slice(0, MAX_SIGNATURES)) {
    const read = readLabel(run, label, list, signatures.get(label));
    if ("ok" in read) problem ??= read;
    else claims.push({ ...read, conditions: [...digest, ...(read.conditions ?? [])] });
  }
  if (claims.length === 0) return problem ?? malformed("Signature-Input is empty.", input);
  const received = claims.flatMap(({ candidates }) => candidates.map(({ text }) => text));
  return {
    ok: true,
    claims,
    received: shown(received.join(", ")),
    place: "Signature and Signature-Input headers",
  };
}

/** Covers method, authority, path and, where there is a body, its digest. */
export async function writeMessage(context: WriteContext): Promise<Signed> {
  const { scheme, request, now, digests, sign } = context;
  const digest = `sha-256=:${encodeBytes(await digests.sha256(request.body), "base64")}:`;
  const hasBody = request.body.length > 0;
  const names = ["@method", "@authority", "@path", ...(hasBody ? ["content-digest"] : [])];
  const created = Math.floor(now.getTime() / 1000);
  const alg = messageAlgorithmName(scheme.alg);
  const list = `(${names.map((name) => `"${name}"`).join(" ")});created=${created};keyid="sample";alg="${alg}"`;
  const added: [string, string][] = hasBody ? [["Content-Digest", digest]] : [];
  const kept = request.headers.filter(([name]) => name.toLowerCase() !== "content-digest");
  const complete = { ...request, headers: [...added, ...kept] };
  const member = readDictionary(`sig1=${list}`)?.get("sig1");
  const base = member && "items" in member ? signatureBase(complete, member) : "";
  if (typeof base === "string") return { ok: false, message: `There is no ${base} to sign.` };
  return {
    ok: true,
    headers: [
      ...added,
      ["Signature-Input", `sig1=${list}`],
      ["Signature", `sig1=:${await sign(base)}:`],
    ],
  };
}
