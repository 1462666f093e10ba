import { AppError } from "#lib/errors.ts";
import { configureScheme } from "#lib/signatures/configure.ts";
import type { SettingChange } from "#lib/signatures/diagnosis/diagnosis.ts";
import { editSecret } from "#lib/signatures/diagnosis/edit-secret.ts";
import type { SchemeOptions } from "#lib/signatures/schema.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { MAX_SECRETS } from "#lib/signatures/secrets.ts";
import type { Bin } from "#prisma/client/client.ts";
import { isFullyOwned, type OwnedBin } from "./access.ts";
import { writeSignature } from "./mutations.ts";
import { findOtherSecret } from "./other-secrets.ts";
import { getBinVerifier } from "./queries.ts";

type Setting = { scheme: string; options: SchemeOptions; secrets: string[] };

/**
 * Puts what a diagnosis proposed into a bin's setting; the rest of it stays. No secret leaves the
 * server for that. Throws `conflict` when the setting is no longer what was diagnosed.
 */
export async function applySettingChange(bin: OwnedBin, change: SettingChange): Promise<Bin> {
  const { signature } = await getBinVerifier(bin);
  if (signature === null) throw new AppError("conflict", "This bin checks no signature any more");
  const changed = await changeSetting(bin, signature, change);
  const keepsSecrets = changed.secrets === signature.secrets;
  return writeSignature(bin.id, { ...changed, secrets: keepsSecrets ? null : changed.secrets });
}

async function changeSetting(bin: OwnedBin, now: Setting, change: SettingChange): Promise<Setting> {
  switch (change.kind) {
    case "scheme":
      return fitting({ ...now, scheme: change.scheme, options: {} });
    case "options":
      return fitting({ ...now, options: { ...now.options, ...change.options } });
    case "edit_secret": {
      const secret = now.secrets[change.position];
      if (secret === undefined) throw outdated();
      const edited = editSecret(secret, change.edit);
      if (edited === "") throw outdated();
      return { ...now, secrets: now.secrets.with(change.position, edited) };
    }
    case "other_secret": {
      const secret = isFullyOwned(bin) ? await findOtherSecret(bin, change.id) : null;
      if (secret === null) throw outdated();
      // Added, not put in place of another: what was stored can't be read again.
      return { ...now, secrets: [...new Set([...now.secrets.slice(0, MAX_SECRETS - 1), secret])] };
    }
  }
}

function fitting(setting: Setting): Setting {
  const scheme = findScheme(setting.scheme);
  const configured = scheme && configureScheme(scheme, setting.options);
  if (configured?.ok) return setting;
  throw new AppError("invalid_input", configured?.message ?? "There is no such scheme");
}

function outdated(): AppError {
  return new AppError("conflict", "The secrets were changed in the meantime: look again");
}
