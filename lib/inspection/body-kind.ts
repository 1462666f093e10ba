import { parseParameters } from "./header-parameters.ts";
import { detectImageType } from "./image-type.ts";
import { isJson } from "./json-scan.ts";

/** How a body is best shown. */
export type BodyKind =
  | "empty"
  | "json"
  | "form"
  | "multipart"
  | "xml"
  | "html"
  | "text"
  | "image"
  | "binary";

/** What a body turned out to be; `detail` is a phrase for people. */
export type DetectedBody = { kind: BodyKind; detail: string };

/** `charset` is the one that was used; `replaced` says that bytes didn't fit it and became U+FFFD. */
export type DecodedText = { text: string; charset: string; replaced: boolean };

/** How much of a text is searched for control characters. */
const SAMPLE_CHARS = 4096;
/** Controls that texts do hold: layout, and the escape that starts terminal colours. */
const TEXT_CONTROLS = "\b\t\n\v\f\r\x1b";
/** The share of odd characters that a text may have when its sender calls it text. */
const TOLERATED_SHARE = 0.1;

function charsetOf(contentType: string | null, bytes: Uint8Array): string {
  // A byte order mark beats the header: WHATWG Encoding §6.
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  return parseParameters(contentType).parameters.get("charset") ?? "utf-8";
}

function createDecoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return new TextDecoder("utf-8", { fatal: true });
  }
}

/**
 * Bytes as text: by their byte order mark (which is then left out), else by the content type's
 * charset, else as UTF-8; a charset that nobody knows counts as UTF-8.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): DecodedText {
  const decoder = createDecoder(charsetOf(contentType, bytes));
  const charset = decoder.encoding;
  try {
    return { text: decoder.decode(bytes), charset, replaced: false };
  } catch {
    return { text: new TextDecoder(charset).decode(bytes), charset, replaced: true };
  }
}

const COMPRESSIONS = new Map([
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["br", "Brotli"],
  ["deflate", "deflate"],
  ["compress", "compress"],
  ["zstd", "Zstandard"],
]);

function compressionOf(contentEncoding: string | null, bytes: Uint8Array): string | null {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "gzip";
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd) {
    return "Zstandard";
  }
  const named = (contentEncoding ?? "")
    .split(",")
    .map((coding) => COMPRESSIONS.get(coding.trim().toLowerCase()))
    .findLast((coding) => coding !== undefined);
  // These two always start with the bytes above: without them the header is wrong.
  return named === undefined || named === "gzip" || named === "Zstandard" ? null : named;
}

const DECLARED_JSON = /^[^/]+\/(?:json|[^/]+\+json)$/;
const DECLARED_JSON_LINES = /^[^/]+\/(?:x-)?(?:ndjson|jsonl|jsonlines|json-seq|json-lines)$/;
const DECLARED_XML = /^[^/]+\/(?:xml|[^/]+\+xml)$/;
const DECLARED_TEXT =
  /^text\/|^[^/]+\/(?:javascript|x-www-form-urlencoded|graphql|sql|(?:x-)?yaml|toml)$/;

function isDeclaredText(mediaType: string): boolean {
  return [DECLARED_JSON, DECLARED_JSON_LINES, DECLARED_XML, DECLARED_TEXT].some((pattern) =>
    pattern.test(mediaType),
  );
}

/** The share of characters that don't occur in text: most controls, and U+FFFD when bytes were bad. */
function oddShare({ text, replaced }: DecodedText): number {
  const sample = text.slice(0, SAMPLE_CHARS);
  const controls = sample.match(/\p{Cc}/gu) ?? [];
  const odd = controls.filter(
    (control) => control < "\x80" && !TEXT_CONTROLS.includes(control),
  ).length;
  const bad = replaced ? (sample.match(/\ufffd/g)?.length ?? 0) : 0;
  return (odd + bad) / Math.max(1, sample.length);
}

function looksLikeText(decoded: DecodedText, mediaType: string): boolean {
  const share = oddShare(decoded);
  if (isDeclaredText(mediaType)) return share <= TOLERATED_SHARE;
  return share === 0 && !decoded.replaced;
}

function markupKind(text: string, mediaType: string): "html" | "xml" | null {
  if (!text.startsWith("<")) return null;
  if (/^<(?:!doctype html|html|head|body)[\s>]/i.test(text)) return "html";
  if (mediaType === "text/html") return "html";
  if (/^<\?xml\s/.test(text) || DECLARED_XML.test(mediaType)) return "xml";
  return /^<(?:!DOCTYPE\s|!--|[A-Za-z_][\w:.-]*[\s/>])/.test(text) && text.endsWith(">")
    ? "xml"
    : null;
}

function textKind(text: string, mediaType: string): DetectedBody {
  const trimmed = text.trim();
  if (DECLARED_JSON_LINES.test(mediaType)) return { kind: "text", detail: "JSON lines" };
  const declaredJson = DECLARED_JSON.test(mediaType);
  const looksLikeJson = /^[{[]/.test(trimmed);
  if ((declaredJson || looksLikeJson) && isJson(text)) {
    const note = declaredJson || mediaType === "" ? "" : `, though declared as ${mediaType}`;
    return { kind: "json", detail: `JSON${note}` };
  }
  const markup = markupKind(trimmed, mediaType);
  if (markup === "html") return { kind: "html", detail: "HTML" };
  if (markup === "xml") {
    return { kind: "xml", detail: /^<svg[\s>]/.test(trimmed) ? "SVG, shown as XML" : "XML" };
  }
  if (declaredJson && looksLikeJson) return { kind: "json", detail: "JSON with a syntax error" };
  if (declaredJson) return { kind: "text", detail: `Text, though declared as ${mediaType}` };
  if (mediaType === "application/x-www-form-urlencoded" && /^\S+$|=/.test(trimmed)) {
    return { kind: "form", detail: "Form fields" };
  }
  return { kind: "text", detail: "Text" };
}

/**
 * How to show a body. The content type is a hint, the bytes decide: JSON is JSON whatever it was
 * called, images go by their first bytes only, compressed bodies are never unpacked.
 * Reads the whole body once: about 0.1 s for 10 MiB.
 */
export function detectBodyKind(body: {
  contentType: string | null;
  contentEncoding: string | null;
  bytes: Uint8Array;
}): DetectedBody {
  const { contentType, contentEncoding, bytes } = body;
  if (bytes.length === 0) return { kind: "empty", detail: "No body" };

  const compression = compressionOf(contentEncoding, bytes);
  if (compression !== null) {
    return { kind: "binary", detail: `${compression}-compressed, shown as sent` };
  }
  const image = detectImageType(bytes);
  if (image !== null) {
    return { kind: "image", detail: `${image.slice("image/".length).toUpperCase()} image` };
  }
  const mediaType = parseParameters(contentType).value;
  if (mediaType.startsWith("multipart/")) return { kind: "multipart", detail: "Multipart" };

  const decoded = decodeText(bytes, contentType);
  if (!looksLikeText(decoded, mediaType)) return { kind: "binary", detail: "Binary" };
  const found = textKind(decoded.text, mediaType);
  if (decoded.replaced) {
    return { ...found, detail: `${found.detail}, with bytes that are not ${decoded.charset}` };
  }
  return decoded.charset === "utf-8"
    ? found
    : { ...found, detail: `${found.detail} (${decoded.charset})` };
}
