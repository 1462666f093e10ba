/** A body that was compressed for the way, unpacked; `cut` when it is not the whole. */
export type Unpacked = { bytes: Uint8Array<ArrayBuffer>; cut: boolean };

/** No answer is unpacked beyond this: a few bytes can stand for gigabytes. */
export const MAX_UNPACKED_BYTES = 1024 * 1024;

const FORMATS: Readonly<Record<string, CompressionFormat>> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  // What HTTP calls deflate has the zlib wrapper (RFC 9110 §8.4.1.2), as the browser's has.
  deflate: "deflate",
};

/** The browser's name for a `Content-Encoding`; null when there is none, or it can't unpack it. */
export function unpackableFormat(contentEncoding: string | null): CompressionFormat | null {
  return FORMATS[(contentEncoding ?? "").trim().toLowerCase()] ?? null;
}

/** Unpacks as much as there is, up to 1 MiB; null when not one byte of it can be unpacked. */
export async function unpackAnswer(
  packed: Uint8Array<ArrayBuffer>,
  format: CompressionFormat,
): Promise<Unpacked | null> {
  const reader = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream(format))
    .getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  const end = async (cut: boolean): Promise<Unpacked | null> => {
    if (received === 0) return null;
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    return { bytes: bytes.slice(0, MAX_UNPACKED_BYTES), cut };
  };
  for (;;) {
    const step = await reader.read().catch(() => null);
    if (step === null) return end(true);
    if (step.done) return end(false);
    chunks.push(step.value);
    received += step.value.length;
    if (received <= MAX_UNPACKED_BYTES) continue;
    await reader.cancel().catch(() => {});
    return end(true);
  }
}
