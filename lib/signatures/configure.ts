import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import type { SchemeOptions } from "./schema.ts";
import type { HmacScheme, Scheme, TimestampSource } from "./scheme.ts";
import { isHeaderName, parseTemplate, type Template } from "./template.ts";

/** A scheme with the user's options in it. */
export type Configured = { ok: true; scheme: Scheme } | { ok: false; message: string };

/** How old a timestamp may be when a generic scheme has one and says no limit. */
const DEFAULT_TOLERANCE_SECONDS = 300;

/** The header that `header:x-timestamp` names, null when it names none. */
export function timestampHeader(source: string): string | null {
  const name = source.startsWith("header:") ? source.slice("header:".length) : "";
  return isHeaderName(name) ? name : null;
}

function configureGeneric(scheme: HmacScheme, options: SchemeOptions): Configured {
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
      alg: `hmac-${options.alg ?? "sha256"}`,
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

function withTolerance(scheme: Scheme, toleranceSeconds: number): Scheme {
  if (scheme.alg === "equal" || !scheme.timestamp) return scheme;
  const { toleranceSeconds: _, ...timestamp } = scheme.timestamp;
  return {
    ...scheme,
    timestamp: toleranceSeconds > 0 ? { ...timestamp, toleranceSeconds } : timestamp,
  };
}

/**
 * Puts options into a row: all of them into generic-hmac, the tolerance into any other (0: the
 * clock is not judged). The message says which option is wrong.
 */
export function configureScheme(scheme: Scheme, options: SchemeOptions): Configured {
  const configured: Configured =
    scheme.configurable && scheme.alg !== "equal"
      ? configureGeneric(scheme, options)
      : { ok: true, scheme };
  if (!configured.ok || options.toleranceSeconds === undefined) return configured;
  return { ok: true, scheme: withTolerance(configured.scheme, options.toleranceSeconds) };
}

const renamed = new WeakMap<Scheme, HmacScheme>();

function rename(scheme: HmacScheme, from: string, to: string): HmacScheme {
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

const templates = new Map<string, Template>();
const MAX_TEMPLATES = 256;

/** The parsed signed content of a configured scheme, kept for the next request. */
export function signedTemplate(scheme: HmacScheme): Template {
  const known = templates.get(scheme.signed);
  if (known) return known;
  const parsed = parseTemplate(scheme.signed);
  // Rows are tested and options were parsed by configureScheme, so this is never the fallback.
  const template: Template = parsed.ok ? parsed.template : [{ kind: "body" }];
  if (templates.size >= MAX_TEMPLATES) templates.clear();
  templates.set(scheme.signed, template);
  return template;
}
