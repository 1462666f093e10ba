/** Image formats that every current browser draws, as media types. */
export type ImageMediaType =
  | "image/png"
  | "image/jpeg"
  | "image/gif"
  | "image/webp"
  | "image/avif"
  | "image/bmp";

/** Sizes of the known BITMAPINFO headers: "BM" alone would make images of ordinary words. */
const BMP_HEADER_BYTES = new Set([12, 40, 52, 56, 64, 108, 124]);

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

function isAvif(bytes: Uint8Array): boolean {
  if (ascii(bytes, 4, 4) !== "ftyp") return false;
  const boxBytes = Math.min(bytes[3] ?? 0, bytes.length);
  for (let at = 8; at + 4 <= boxBytes; at += 4) {
    const brand = ascii(bytes, at, 4);
    if (brand === "avif" || brand === "avis") return true;
  }
  return false;
}

function isBmp(bytes: Uint8Array): boolean {
  const reserved = bytes.subarray(6, 10);
  return (
    ascii(bytes, 0, 2) === "BM" &&
    bytes.length >= 26 &&
    reserved.every((byte) => byte === 0) &&
    BMP_HEADER_BYTES.has(bytes[14] ?? 0) &&
    bytes[15] === 0
  );
}

/**
 * The image format by its first bytes (WHATWG MIME Sniffing §6.1; AVIF by its `ftyp` brands), never
 * by a content type. SVG is markup that can hold scripts, hence never an image.
 */
export function detectImageType(bytes: Uint8Array): ImageMediaType | null {
  if (ascii(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (ascii(bytes, 0, 3) === "\xff\xd8\xff") return "image/jpeg";
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return "image/gif";
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP") return "image/webp";
  if (isAvif(bytes)) return "image/avif";
  return isBmp(bytes) ? "image/bmp" : null;
}
