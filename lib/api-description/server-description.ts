import { ownerCookieName, sessionCookieName } from "#lib/auth/identity.ts";
import { env } from "#lib/env.ts";
import packageJson from "#package" with { type: "json" };
import { buildDocument } from "./build-document.ts";
import type { OpenApiDocument } from "./schema.ts";

let made: OpenApiDocument | undefined;

/** This server's API, by the settings in force. */
export function describeServer(): OpenApiDocument {
  made ??= buildDocument({
    version: packageJson.version,
    limits: env(),
    ownerCookie: ownerCookieName(),
    sessionCookie: sessionCookieName(),
  });
  return made;
}
