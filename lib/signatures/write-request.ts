import type { HeaderList } from "#lib/http/headers.ts";
import type { Digests } from "./digest.ts";
import type { SchemeOptions, SignedRequest } from "./schema.ts";
import type { SignatureScheme } from "./scheme.ts";
import type { Content } from "./template.ts";

/** What to change in a request so that it is signed: headers to set, and a new body or address. */
export type Signed =
  | { ok: true; headers: HeaderList; body?: Uint8Array; url?: string }
  | { ok: false; message: string };

/** What a scheme needs to sign in its own way. */
export type WriteContext = {
  scheme: SignatureScheme;
  request: SignedRequest;
  options: SchemeOptions;
  /** The secret without space around it. */
  secret: string;
  now: Date;
  id: string;
  digests: Digests;
  /** Signs with the secret and writes the signature as the scheme does. */
  sign: (content: Content) => Promise<string>;
};

/** Signs a request in a scheme's own way. */
export type WriteRequest = (context: WriteContext) => Promise<Signed> | Signed;

export function refuse(message: string): Signed {
  return { ok: false, message };
}
