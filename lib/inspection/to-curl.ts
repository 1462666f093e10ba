import { dropHopByHop, findHeader, type HeaderList } from "#lib/http/headers.ts";

/** A request to repeat with curl. */
export type CurlRequest = {
  method: string;
  /** Absolute. */
  url: string;
  headers: HeaderList;
  /** Null when the bytes are not exactly this text in UTF-8. */
  bodyText: string | null;
  bodyBytes: number;
};

/** Linux refuses single arguments from 128 KiB on. */
const MAX_INLINE_BODY_BYTES = 100_000;

const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;
const NOT_PRINTED = /[^\P{Cc}\n]|[\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u;
const ESCAPED = /[\\'!\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

function octal(character: string): string {
  return Array.from(
    new TextEncoder().encode(character),
    (byte) => `\\${byte.toString(8).padStart(3, "0")}`,
  ).join("");
}

/**
 * One shell word that stands for exactly this text. Single quotes hold everything in any POSIX shell;
 * text with characters that a terminal would act on or hide gets `$'…'` (POSIX.1-2024; bash, zsh, ksh).
 */
export function quoteForShell(text: string): string {
  if (!NOT_PRINTED.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${text.replace(ESCAPED, (character) => (character === "\n" ? "\\n" : octal(character)))}'`;
}

function sentHeaders({ headers, bodyBytes }: CurlRequest): string[] {
  const kept = dropHopByHop(headers).filter(
    ([name]) => !/^(?:host|content-length)$/i.test(name) && TOKEN.test(name),
  );
  // curl takes `Name;` for a field without a value, and adds a form's content type to any body.
  const lines = kept.map(([name, value]) => (value === "" ? `${name};` : `${name}: ${value}`));
  if (bodyBytes > 0 && findHeader(headers, "content-type") === null) lines.push("Content-Type:");
  return lines;
}

function methodOption(method: string, hasBody: boolean): string | null {
  if (method === "HEAD" && !hasBody) return "-I";
  if (method === (hasBody ? "POST" : "GET")) return null;
  return `-X ${/^[\w-]+$/.test(method) ? method : quoteForShell(method)}`;
}

/**
 * The curl command that sends this request again, ready for a POSIX shell. Host, Content-Length and
 * hop-by-hop fields are left to curl. Bodies that are no text, hold NUL or exceed 100,000 bytes are
 * read from `body.bin`, and a comment says so.
 */
export function toCurl(request: CurlRequest): string {
  const { method, url, bodyText, bodyBytes } = request;
  const hasBody = bodyBytes > 0;
  const inline =
    bodyText !== null && bodyBytes <= MAX_INLINE_BODY_BYTES && !bodyText.includes("\0");

  const options: string[] = [];
  const chosen = methodOption(method, hasBody);
  if (chosen !== null) options.push(chosen);
  // Without these curl rewrites /a/../b and expands [1-3].
  if (/\/(?:\.|%2e){1,2}(?:[/?#]|$)/i.test(url)) options.push("--path-as-is");
  if (/[[\]{}]/.test(url)) options.push("--globoff");

  const lines = [["curl", ...options, quoteForShell(url)].join(" ")];
  for (const header of sentHeaders(request)) lines.push(`-H ${quoteForShell(header)}`);
  if (hasBody) {
    lines.push(inline ? `--data-raw ${quoteForShell(bodyText)}` : "--data-binary @body.bin");
  }
  const command = lines.join(" \\\n  ");
  if (!hasBody || inline) return command;
  return `# body.bin is the body of this request, ${bodyBytes} bytes, downloaded beforehand\n${command}`;
}
