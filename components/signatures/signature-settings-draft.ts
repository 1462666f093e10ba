import type { SignatureSetting } from "#lib/bins/schema.ts";
import type { SchemeOptions } from "#lib/signatures/schema.ts";
import type { SchemeSummary } from "#lib/signatures/scheme.ts";

/** The fields of generic-hmac as typed; empty means "not given". */
export type OptionsDraft = {
  header: string;
  alg: string;
  encoding: string;
  prefix: string;
  key: string;
  template: string;
  timestamp: string;
  toleranceSeconds: string;
};

/** The form's state. `secrets` null: the stored ones stay. */
export type SignatureDraft = {
  scheme: string;
  secrets: string[] | null;
  options: OptionsDraft;
};

/** The form for a bin as it is set now. */
export function draftOf(setting: SignatureSetting | null, firstScheme: string): SignatureDraft {
  const options = setting?.options ?? {};
  return {
    scheme: setting?.scheme ?? firstScheme,
    secrets: setting === null || setting.secrets.length === 0 ? [""] : null,
    options: {
      header: options.header ?? "",
      alg: options.alg ?? "sha256",
      encoding: options.encoding ?? "hex",
      prefix: options.prefix ?? "",
      key: options.key ?? "utf8",
      template: options.template ?? "{body}",
      timestamp: options.timestamp?.replace(/^header:/, "") ?? "",
      toleranceSeconds: options.toleranceSeconds?.toString() ?? "",
    },
  };
}

/** The draft with another scheme: its secrets are others, so the stored ones no longer do. */
export function withScheme(
  draft: SignatureDraft,
  scheme: string,
  setting: SignatureSetting | null,
): SignatureDraft {
  const isStored = setting?.scheme === scheme && setting.secrets.length > 0;
  return { ...draft, scheme, secrets: isStored ? null : [""] };
}

type SettingBody = { scheme: string; secrets: string[]; options: Record<string, unknown> };

/** What `PUT /bins/:id/signature` takes. Options that the form does not show stay as they are. */
export function settingBody(
  draft: SignatureDraft,
  scheme: Pick<SchemeSummary, "hasOptions">,
  setting: SignatureSetting | null,
): SettingBody {
  const kept: SchemeOptions = setting?.scheme === draft.scheme ? setting.options : {};
  return {
    scheme: draft.scheme,
    secrets: (draft.secrets ?? []).filter((secret) => secret !== ""),
    options: scheme.hasOptions ? { ...keptUrl(kept), ...givenOptions(draft.options) } : kept,
  };
}

function keptUrl(options: SchemeOptions): Record<string, unknown> {
  return options.url === undefined ? {} : { url: options.url };
}

function givenOptions(options: OptionsDraft): Record<string, unknown> {
  const { timestamp, toleranceSeconds, prefix, ...texts } = options;
  const given = Object.entries(texts).map(([name, text]) => [name, text.trim()]);
  return {
    ...Object.fromEntries(given.filter(([, text]) => text !== "")),
    // A prefix may end in a space that counts ("HMAC-SHA256 ").
    ...(prefix === "" ? {} : { prefix }),
    ...(timestamp.trim() === "" ? {} : { timestamp: `header:${timestamp.trim()}` }),
    ...(toleranceSeconds.trim() === "" ? {} : { toleranceSeconds: Number(toleranceSeconds) }),
  };
}
