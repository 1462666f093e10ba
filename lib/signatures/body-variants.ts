import { utf8Bytes, utf8Text } from "./encoding.ts";
import { readForm } from "./request-body.ts";
import type { SignedRequest } from "./schema.ts";

/** In a form, the decoded field of this name, which stands for the body. */
export function formPayloads(field: string): (request: SignedRequest) => readonly Uint8Array[] {
  return (request) => {
    const payload = readForm(request)?.get(field);
    return typeof payload === "string" ? [utf8Bytes(payload)] : [];
  };
}

/** JSON with everything beyond ASCII written as `\u` and four lower-case hex digits. */
export function escapeUnicode(text: string): string {
  return text.replace(/[\u007f-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** JSON with `\/` for every slash that is not escaped yet, as PHP writes it. */
export function escapeSlashes(text: string): string {
  return text.replace(/(?<!\\)\//g, "\\/");
}

/** The body as Box has written it, when a framework has undone its escapes. */
export function boxBodies({ body }: SignedRequest): readonly Uint8Array[] {
  const text = utf8Text(body);
  const escaped = escapeSlashes(escapeUnicode(text));
  // U+FFFD may stand for any byte that is not UTF-8: no two bodies may read alike.
  return escaped === text || text.includes("\ufffd") ? [] : [utf8Bytes(escaped)];
}
