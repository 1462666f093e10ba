import { createReadStream, createWriteStream } from "node:fs";
import { access, chmod, mkdir, rename } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

/**
 * The path of a Chromium to drive: CHROME_PATH, or the one inside @sparticuz/chromium, inflated once
 * into node_modules/.cache. Elsewhere than on x64 Linux: undefined, and Playwright's own is used.
 */
export async function chromiumPath(): Promise<string | undefined> {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@sparticuz/chromium");
  const root = entry.slice(
    0,
    entry.lastIndexOf("@sparticuz/chromium") + "@sparticuz/chromium".length,
  );
  const { version } = require(join(root, "package.json"));
  const target = join(root, "../../.cache/chromium", version, "chromium");
  const isThere = await access(target).then(
    () => true,
    () => false,
  );
  if (isThere) return target;
  await mkdir(dirname(target), { recursive: true });
  // Renamed at the end: a parallel run never sees half a browser.
  const partial = `${target}.${process.pid}`;
  await pipeline(
    createReadStream(join(root, "bin/chromium.br")),
    createBrotliDecompress(),
    createWriteStream(partial),
  );
  await chmod(partial, 0o755);
  await rename(partial, target);
  return target;
}
