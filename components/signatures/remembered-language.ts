import { CODE_LANGUAGES, type CodeLanguage } from "#lib/signatures/code-samples/code-sample.ts";

const KEY = "hookglass.code-language";

function asLanguage(id: string | null): CodeLanguage | null {
  return CODE_LANGUAGES.find((language) => language.id === id)?.id ?? null;
}

/** The language that this browser's person reads code in; Node.js until they chose another. */
export function rememberedLanguage(): CodeLanguage {
  try {
    return asLanguage(localStorage.getItem(KEY)) ?? "node";
  } catch {
    return "node";
  }
}

/** Remembers it for the next time; a browser that stores nothing forgets it. */
export function rememberLanguage(id: string): CodeLanguage {
  const language = asLanguage(id) ?? "node";
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage is switched off or full.
  }
  return language;
}
