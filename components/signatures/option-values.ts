import type { SchemeOptions } from "#lib/signatures/schema.ts";
import type { SchemeSummary } from "#lib/signatures/scheme.ts";

type OptionName = keyof SchemeOptions;

/** Options as typed, by name; empty means "not given". */
export type OptionsDraft = { [Name in OptionName]-?: string };

/** The choices that a generic scheme starts with; elsewhere an empty choice is an answer too. */
export const GENERIC_CHOICES = { alg: "sha256", encoding: "hex", key: "utf8" } as const;

/** The options as they are shown for editing. */
export function typedOptions(options: SchemeOptions): OptionsDraft {
  return {
    header: options.header ?? "",
    alg: options.alg ?? "",
    encoding: options.encoding ?? "",
    prefix: options.prefix ?? "",
    key: options.key ?? "",
    template: options.template ?? "",
    timestamp: options.timestamp?.replace(/^header:/, "") ?? "",
    toleranceSeconds: options.toleranceSeconds?.toString() ?? "",
    url: options.url ?? "",
    certPem: options.certPem ?? "",
    publicKeyPem: options.publicKeyPem ?? "",
  };
}

/** The options that have a field for a scheme. */
export function shownOptions(
  scheme: Pick<SchemeSummary, "optionNames" | "isTimed">,
): Set<OptionName> {
  return new Set([
    ...scheme.optionNames,
    ...(scheme.isTimed ? (["toleranceSeconds"] as const) : []),
  ]);
}

function given(name: OptionName, typed: string): unknown {
  switch (name) {
    // A prefix may end in a space that counts ("HMAC-SHA256 ").
    case "prefix":
      return typed;
    case "timestamp":
      return `header:${typed.trim()}`;
    case "toleranceSeconds":
      // JSON makes null of NaN, which would be as good as not given.
      return Number.isFinite(Number(typed)) ? Number(typed) : typed;
    default:
      return typed.trim();
  }
}

/** What the API takes of the fields that are shown; what was left empty is not in it. */
export function givenOptions(
  typed: OptionsDraft,
  scheme: Pick<SchemeSummary, "optionNames" | "isTimed" | "hasOptions">,
): Record<string, unknown> {
  const defaults: Partial<OptionsDraft> = scheme.hasOptions ? GENERIC_CHOICES : {};
  return Object.fromEntries(
    [...shownOptions(scheme)].flatMap((name) => {
      const text = typed[name].trim() === "" ? (defaults[name] ?? "") : typed[name];
      return text === "" ? [] : [[name, given(name, text)]];
    }),
  );
}
