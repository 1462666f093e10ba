import { escapeSlashes, escapeUnicode } from "#lib/signatures/body-variants.ts";

/** One way to write a JSON document again. */
export type JsonRewrite = { id: string; message: string; write: (parsed: Parsed) => string };

/** A document as text, as what it means, and as it is written most often. */
export type Parsed = { text: string; value: unknown; minified: string; spaced: () => string };

/** The forms of a document; the slow one is made when it is first asked for, and kept. */
export function parsedJson(text: string, value: unknown): Parsed {
  let spaced: string | null = null;
  const minified = JSON.stringify(value);
  return {
    text,
    value,
    minified,
    spaced: () => {
      spaced ??= withSpaces(value);
      return spaced;
    },
  };
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}

/** With a space after commas and colons, as Python's json.dumps has it. */
function withSpaces(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(withSpaces).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${withSpaces(item)}`).join(", ")}}`;
}

const LOST = "something on the way parsed it and wrote it again.";

/** The rewrites that common frameworks make, the likeliest first. */
export const JSON_REWRITES: readonly JsonRewrite[] = [
  {
    id: "minified",
    message: `The body would match without spaces and line breaks between its values: ${LOST}`,
    write: ({ minified }) => minified,
  },
  {
    id: "indented_2",
    message: `The body would match indented by two spaces: ${LOST}`,
    write: ({ value }) => JSON.stringify(value, null, 2),
  },
  {
    id: "indented_4",
    message: `The body would match indented by four spaces: ${LOST}`,
    write: ({ value }) => JSON.stringify(value, null, 4),
  },
  {
    id: "escaped_unicode",
    message:
      "The body would match with \\u escapes for letters beyond ASCII: they were decoded on the way.",
    write: ({ text }) => escapeUnicode(text),
  },
  {
    id: "unescaped_unicode",
    message: "The body would match with its \\u escapes decoded: they were added on the way.",
    write: ({ text }) =>
      text.replace(/(?<!\\)\\u([0-9a-f]{4})/gi, (escaped, hex: string) => {
        const code = Number.parseInt(hex, 16);
        return code < 0x80 ? escaped : String.fromCharCode(code);
      }),
  },
  {
    id: "escaped_slashes",
    message:
      "The body would match with \\/ for its slashes, as PHP writes them: they were decoded on the way.",
    write: ({ text }) => escapeSlashes(text),
  },
  {
    id: "unescaped_slashes",
    message: "The body would match with / for \\/: PHP escapes slashes when it writes JSON again.",
    write: ({ text }) => text.replaceAll("\\/", "/"),
  },
  {
    id: "spaced",
    message: `The body would match with a space after commas and colons, as Python writes JSON: ${LOST}`,
    write: ({ spaced }) => spaced(),
  },
  {
    id: "spaced_escaped",
    message: `The body would match as Python writes JSON, spaces and \\u escapes included: ${LOST}`,
    write: ({ spaced }) => escapeUnicode(spaced()),
  },
  {
    id: "minified_escaped",
    message: `The body would match minified and with \\u escapes: ${LOST}`,
    write: ({ minified }) => escapeUnicode(minified),
  },
  {
    id: "minified_php",
    message: `The body would match as PHP writes JSON, minified with escaped slashes and letters: ${LOST}`,
    write: ({ minified }) => escapeSlashes(escapeUnicode(minified)),
  },
  {
    id: "sorted_keys",
    message: `The body would match with its keys in the order of the alphabet: ${LOST}`,
    write: ({ value }) => JSON.stringify(sortKeys(value)),
  },
  {
    id: "indented_tabs",
    message: `The body would match indented by tabs: ${LOST}`,
    write: ({ value }) => JSON.stringify(value, null, "\t"),
  },
];
