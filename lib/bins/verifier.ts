import type { SchemeOptions } from "#lib/signatures/schema.ts";

/** A bin as the capture door and the signature check know it. Holds secrets: never send it anywhere. */
export type BinVerifier = {
  id: string;
  slug: string;
  signature: { scheme: string; secrets: string[]; options: SchemeOptions } | null;
};
