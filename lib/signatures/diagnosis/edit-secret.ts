/** A slip that happens to secrets on their way from a provider's page into a setting. */
export type SecretEdit =
  | "unquote"
  | "remove_spaces"
  | "remove_name"
  | "remove_whsec"
  | "add_whsec"
  | "remove_v1"
  | "decode_url"
  | "add_line_break";

const EDITS: Record<SecretEdit, (secret: string) => string> = {
  unquote: (secret) => secret.replace(/^(["'`])(.*)\1$/s, "$2"),
  remove_spaces: (secret) => secret.replace(/\s+/g, ""),
  // NAME=secret from a .env file, or a header pasted whole.
  remove_name: (secret) => secret.replace(/^(?:export )?[A-Z][A-Z0-9_]*=|^(?:Bearer|Basic) /, ""),
  remove_whsec: (secret) => secret.replace(/^whsec_/, ""),
  add_whsec: (secret) => (secret.startsWith("whsec_") ? secret : `whsec_${secret}`),
  remove_v1: (secret) => secret.replace(/^v1,/, ""),
  decode_url: decodeUrl,
  add_line_break: (secret) => `${secret}\n`,
};

function decodeUrl(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}

/** A secret with a slip undone; the same text when it does not have it. */
export function editSecret(secret: string, edit: SecretEdit): string {
  const text = edit === "add_line_break" ? secret.trimEnd() : secret.trim();
  return EDITS[edit](text);
}
