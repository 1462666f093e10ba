import type { Scheme, SchemeSummary } from "./scheme.ts";
import { ADDRESS_SIGNED } from "./schemes/address-signed.ts";
import { CONFIGURABLE } from "./schemes/configurable.ts";
import { CODE_AND_OPERATIONS, MESSAGING_AND_CONTENT } from "./schemes/hmac-of-body.ts";
import { SHOPS_AND_PAYMENTS } from "./schemes/hmac-of-payment-body.ts";
import { TIMESTAMP_BESIDE, TIMESTAMP_WITHIN } from "./schemes/hmac-with-timestamp.ts";
import { JSON_WEB_TOKENS } from "./schemes/json-web-tokens.ts";
import { SIGNED_IN_THEIR_OWN_WAY } from "./schemes/own-ways.ts";
import { PUBLIC_KEY } from "./schemes/public-key.ts";
import { SHARED_TOKENS } from "./schemes/shared-token.ts";
import { STANDARD_WEBHOOKS } from "./schemes/standard-webhooks.ts";

/**
 * Every scheme the engine knows. To add a provider, add its row to the file of its family and its
 * vectors to tests/fixtures/signatures/<id>.json: pickers, detection, signing and tests follow.
 */
export const SCHEMES: readonly Scheme[] = [
  ...CODE_AND_OPERATIONS,
  ...TIMESTAMP_WITHIN,
  ...TIMESTAMP_BESIDE,
  ...SHOPS_AND_PAYMENTS,
  ...STANDARD_WEBHOOKS,
  ...MESSAGING_AND_CONTENT,
  ...ADDRESS_SIGNED,
  ...PUBLIC_KEY,
  ...SIGNED_IN_THEIR_OWN_WAY,
  ...SHARED_TOKENS,
  ...JSON_WEB_TOKENS,
  ...CONFIGURABLE,
];

const BY_ID = new Map(SCHEMES.map((scheme) => [scheme.id, scheme]));

/** The scheme of an id, null when there is none. */
export function findScheme(id: string): Scheme | null {
  return BY_ID.get(id) ?? null;
}

/** What a picker needs, in the order of the table. */
export function listSchemes(): SchemeSummary[] {
  return SCHEMES.map((scheme) => ({
    id: scheme.id,
    label: scheme.label,
    secretLabel: scheme.secretLabel,
    secretPlaceholder: scheme.secretPlaceholder,
    docsUrl: scheme.docsUrl,
    coversBody: scheme.alg !== "equal" && scheme.coverage === undefined,
    hasOptions: scheme.alg !== "equal" && scheme.configurable === true,
    optionNames: scheme.optionNames ?? [],
    isTimed:
      scheme.alg !== "equal" && (scheme.timestamp !== undefined || scheme.configurable === true),
    secretForm: secretForm(scheme),
  }));
}

function secretForm(scheme: Scheme): SchemeSummary["secretForm"] {
  if (scheme.alg === "equal" || scheme.keyInOptions) return "line";
  if (scheme.key === "public") return "public";
  return scheme.key === "jwk-or-utf8" || scheme.chooseAlg ? "lines" : "line";
}
