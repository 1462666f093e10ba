import { buildDocument } from "#lib/api-description/build-document.ts";
import type { OpenApiDocument } from "#lib/api-description/schema.ts";

/** The description of a server with the usual limits. */
export function usualDescription(): OpenApiDocument {
  return buildDocument({
    version: "1.2.3",
    limits: {
      HOOKGLASS_RATE_LIMIT: true,
      HOOKGLASS_MAX_BODY_BYTES: 10_485_760,
      HOOKGLASS_NEW_BINS_PER_HOUR: 30,
      HOOKGLASS_RESENDS_PER_MINUTE: 60,
      HOOKGLASS_DELIVERIES_PER_MINUTE: 1_200,
      HOOKGLASS_CHECKS_PER_MINUTE: 60,
    },
    ownerCookie: "hookglass_owner",
    sessionCookie: "hookglass_session",
  });
}
