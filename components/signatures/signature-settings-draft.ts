import type { SignatureSetting } from "#lib/bins/schema.ts";
import type { SchemeOptions } from "#lib/signatures/schema.ts";
import type { SchemeSummary } from "#lib/signatures/scheme.ts";
import { givenOptions, type OptionsDraft, shownOptions, typedOptions } from "./option-values.ts";

/** The form's state. `secrets` null: the stored ones stay. */
export type SignatureDraft = {
  scheme: string;
  secrets: string[] | null;
  options: OptionsDraft;
};

/** The form for a bin as it is set now. */
export function draftOf(setting: SignatureSetting | null, firstScheme: string): SignatureDraft {
  return {
    scheme: setting?.scheme ?? firstScheme,
    secrets: setting === null || setting.secrets.length === 0 ? [""] : null,
    options: typedOptions(setting?.options ?? {}),
  };
}

/** The draft with another scheme: its secrets and options are others, so the stored ones no longer do. */
export function withScheme(
  draft: SignatureDraft,
  scheme: string,
  setting: SignatureSetting | null,
): SignatureDraft {
  if (scheme === draft.scheme) return draft;
  const isStored = setting?.scheme === scheme;
  return {
    scheme,
    secrets: isStored && setting.secrets.length > 0 ? null : [""],
    options: typedOptions(isStored ? setting.options : {}),
  };
}

type SettingBody = { scheme: string; secrets: string[]; options: Record<string, unknown> };

/** What `PUT /bins/:id/signature` takes. Options that have no field for the scheme stay as they are. */
export function settingBody(
  draft: SignatureDraft,
  scheme: Pick<SchemeSummary, "optionNames" | "isTimed" | "hasOptions">,
  setting: SignatureSetting | null,
): SettingBody {
  const stored: SchemeOptions = setting?.scheme === draft.scheme ? setting.options : {};
  const shown: Set<string> = shownOptions(scheme);
  const kept = Object.entries(stored).filter(([name]) => !shown.has(name));
  return {
    scheme: draft.scheme,
    secrets: (draft.secrets ?? []).filter((secret) => secret.trim() !== ""),
    options: { ...Object.fromEntries(kept), ...givenOptions(draft.options, scheme) },
  };
}
