import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** What a page loads of the signature engine: bytes of JavaScript, minified and gzipped. */
export async function weighVerifier(): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("../..", import.meta.url)),
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      // Not as a library: Vite leaves the white space in those.
      rollupOptions: {
        input: "lib/signatures/verify.ts",
        preserveEntrySignatures: "strict",
      },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  return outputs
    .flatMap((output) => ("output" in output ? output.output : []))
    .reduce((sum, file) => sum + ("code" in file ? gzipSync(file.code).length : 0), 0);
}
