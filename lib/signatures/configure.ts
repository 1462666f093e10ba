import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import { isPublicKeyAlgorithm } from "./public-key.ts";
import type { SchemeOptions, SignedRequest } from "./schema.ts";
import type { Scheme, SignatureScheme, TimestampSource } from "./scheme.ts";
import { isHeaderName, parseTemplate } from "./template.ts";

/** A scheme with the user's options in it. */
export type Configured = { ok: true; scheme: Scheme } | { ok: false; message: string };

/** How old a timestamp may be when a generic scheme has one and says no limit. */
const DEFAULT_TOLERANCE_SECONDS = 300;

/** The header that `header:x-timestamp` names, null when it names none. */
export function timestampHeader(source: string): string | null {
  const name = source.startsWith("header:") ? source.slice("header:".length) : "";
  return isHeaderName(name) ? name : null;
}

function genericHash(alg: SchemeOptions["alg"]): "sha1" | "sha256" | "sha512" {
  return alg === "sha1" || alg === "sha512" ? alg : "sha256";
}

function configureGeneric(scheme: SignatureScheme, options: SchemeOptions): Configured {
  if (options.alg !== undefined && !/^sha(1|256|512)$/.test(options.alg)) {
    return { ok: false, message: "Generic HMAC computes sha1, sha256 or sha512." };
  }
  if (options.header === undefined || !isHeaderName(options.header)) {
    return { ok: false, message: "Generic HMAC needs the name of the header with the signature." };
  }
  const signed = options.template ?? scheme.signed;
  const template = parseTemplate(signed);
  if (!template.ok) return template;

  let timestamp: TimestampSource | undefined;
  if (options.timestamp !== undefined) {
    const name = timestampHeader(options.timestamp);
    if (name === null) {
      return { ok: false, message: "The timestamp must be written as header:name." };
    }
    timestamp = {
      from: "header",
      name,
      unit: "auto",
      toleranceSeconds: DEFAULT_TOLERANCE_SECONDS,
    };
  } else if (template.template.some((part) => part.kind === "ts")) {
    return { ok: false, message: "The signed content has {ts}, but no timestamp header is set." };
  }

  return {
    ok: true,
    scheme: {
      ...scheme,
      alg: `hmac-${genericHash(options.alg)}`,
      key: options.key ?? "utf8",
      signature: {
        header: options.header,
        encoding: options.encoding ?? "hex",
        ...(options.prefix ? { prefix: options.prefix } : {}),
      },
      ...(timestamp ? { timestamp } : {}),
      signed,
    },
  };
}

/** A token in a header of the user's choice. */
function withTokenHeader(scheme: Scheme, header: string): Scheme {
  return scheme.alg === "equal" && scheme.optionNames?.includes("header")
    ? { ...scheme, signature: { ...scheme.signature, header } }
    : scheme;
}

function withTolerance(scheme: Scheme, toleranceSeconds: number): Scheme {
  if (scheme.alg === "equal" || !scheme.timestamp) return scheme;
  const { toleranceSeconds: _, ...timestamp } = scheme.timestamp;
  return {
    ...scheme,
    timestamp: toleranceSeconds > 0 ? { ...timestamp, toleranceSeconds } : timestamp,
  };
}

/**
 * Puts options into a row: all of them into generic-hmac, the header into tokens that may be in any,
 * the tolerance into every other (0: the clock is not judged). The message says which option is wrong.
 */
export function configureScheme(scheme: Scheme, options: SchemeOptions): Configured {
  const configured: Configured =
    scheme.alg !== "equal" && scheme.configurable
      ? configureGeneric(scheme, options)
      : { ok: true, scheme };
  if (!configured.ok) return configured;
  const { header, toleranceSeconds } = options;
  const named =
    header === undefined ? configured.scheme : withTokenHeader(configured.scheme, header);
  return {
    ok: true,
    scheme: toleranceSeconds === undefined ? named : withTolerance(named, toleranceSeconds),
  };
}

const renamed = new WeakMap<Scheme, SignatureScheme>();

function rename(scheme: SignatureScheme, from: string, to: string): SignatureScheme {
  return {
    ...scheme,
    signature: { ...scheme.signature, header: scheme.signature.header.replace(from, to) },
    ...(scheme.timestamp
      ? { timestamp: { ...scheme.timestamp, name: scheme.timestamp.name.replace(from, to) } }
      : {}),
    ...(scheme.idHeader ? { idHeader: scheme.idHeader.replace(from, to) } : {}),
    signed: scheme.signed.replaceAll(from, to),
  };
}

/** The scheme under the header names that this request uses (`svix-id` for `webhook-id`). */
export function withNamesOf(scheme: Scheme, headers: HeaderList): Scheme {
  if (scheme.alg === "equal" || !scheme.otherNames) return scheme;
  if (findHeader(headers, scheme.signature.header) !== null) return scheme;
  const { from, to } = scheme.otherNames;
  const other = renamed.get(scheme) ?? rename(scheme, from, to);
  renamed.set(scheme, other);
  const names = [other.signature.header, ...(other.idHeader ? [other.idHeader] : [])];
  return names.some((name) => findHeader(headers, name) !== null) ? other : scheme;
}

/** The scheme with the algorithm that the request or the options choose, where they may. */
export function withAlgorithm(
  scheme: Scheme,
  request: SignedRequest,
  options: SchemeOptions,
  secrets: readonly string[],
): Scheme {
  if (scheme.alg === "equal" || !scheme.chooseAlg) return scheme;
  const alg = scheme.chooseAlg(request, options, secrets);
  const key = isPublicKeyAlgorithm(alg) ? "public" : "base64-or-utf8";
  return { ...scheme, alg, key: scheme.keyInOptions ? scheme.key : key };
}
