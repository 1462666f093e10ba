/**
 * How a provider writes its bodies: JSON without spaces, indented by two, or as PHP writes it
 * (slashes and all but ASCII escaped); or a form.
 */
export type BodyFormat = "json" | "indented" | "php" | "form";

function writePhp(payload: unknown): string {
  return JSON.stringify(payload)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
}

function writeForm(payload: unknown): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(payload ?? {})) form.append(name, String(value));
  return form.toString();
}

/** A payload as the provider would send it. */
export function writeBody(format: BodyFormat, payload: unknown): string {
  switch (format) {
    case "json":
      return JSON.stringify(payload);
    case "indented":
      return JSON.stringify(payload, null, 2);
    case "php":
      return writePhp(payload);
    case "form":
      return writeForm(payload);
  }
}
