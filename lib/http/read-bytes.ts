import { AppError } from "#lib/errors.ts";
import { formatBytes } from "#lib/format.ts";
import { createByteCollector } from "./byte-collector.ts";

/** The body of a call of at most `maxBytes`; throws `too_large` as soon as there is more. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new AppError("too_large", `This call takes bodies of up to ${formatBytes(maxBytes)}`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const collector = createByteCollector();
  for await (const chunk of request.body ?? []) {
    if (collector.length() + chunk.length > maxBytes) throw tooLarge();
    collector.add(chunk);
  }
  return collector.bytes();
}
