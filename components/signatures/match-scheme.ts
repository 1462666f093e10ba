/** Fits every sender, so it is always among what a search finds, at its end. */
const FITS_ALL = "generic-hmac";

/** What a search compares: letters and digits only, so that "cal com" finds Cal.com. */
function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/**
 * How well a scheme answers to a search, from 0 (not at all) to 1: by the start of its name, of a
 * word in it, anywhere in it, or by its id.
 */
export function matchScheme(id: string, search: string, labels: readonly string[] = []): number {
  const wanted = letters(search);
  if (wanted === "") return 1;
  const label = labels.join(" ");
  if (letters(label).startsWith(wanted)) return 1;
  if (label.split(/[^\p{L}\p{N}]+/u).some((word) => letters(word).startsWith(wanted))) return 0.8;
  if (letters(label).includes(wanted)) return 0.6;
  if (letters(id).includes(wanted)) return 0.4;
  return id === FITS_ALL ? 0.1 : 0;
}
