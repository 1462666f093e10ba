import { utf8Bytes } from "#lib/signatures/encoding.ts";
import type { SignatureScheme } from "#lib/signatures/scheme.ts";
import {
  hashOf,
  judgeClaim,
  judgeHash,
  readJwt,
  secondsOf,
  type TokenUse,
  writeJwt,
} from "#lib/signatures/special/json-web-token.ts";

type Row = Omit<SignatureScheme, "signature" | "signed" | "read" | "write">;

function row(use: TokenUse, fields: Row): SignatureScheme {
  return {
    ...fields,
    signature: { header: use.header, encoding: "base64url" },
    signed: "{body}",
    read: readJwt(use),
    write: writeJwt(use),
  };
}

const PLAIN = {
  header: "Authorization",
  word: "Bearer",
  claims: async ({ now }) => ({
    iss: "sample",
    iat: secondsOf(now),
    exp: secondsOf(now) + 300,
  }),
} as const satisfies Omit<TokenUse, "alg">;

const NOT_THE_BODY = "It covers the token, not the body.";
const HEX_SECRET = { prefix: "", byteLength: 32, encoding: "hex" } as const;
const DOCS = "https://www.rfc-editor.org/rfc/rfc7519";

/** JSON Web Tokens: some carry a hash of the body, some say nothing of it. */
export const JSON_WEB_TOKENS: readonly SignatureScheme[] = [
  row(
    {
      header: "Plaid-Verification",
      alg: "ES256",
      issuedAt: true,
      judge: async (claims, run) => [
        await judgeHash(claims, "request_body_sha256", run.request.body, "body", run),
      ],
      claims: async (context) => ({
        iat: secondsOf(context.now),
        request_body_sha256: await hashOf(context.request.body, context),
      }),
    },
    {
      id: "plaid",
      label: "Plaid",
      docsUrl: "https://plaid.com/docs/api/webhooks/webhook-verification/",
      secretLabel: "Verification key",
      secretPlaceholder: "The JWK that /webhook_verification_key/get gives",
      alg: "ecdsa-p256-sha256",
      key: "public",
      timestamp: { from: "field", name: "iat", unit: "s", toleranceSeconds: 300 },
    },
  ),
  row(
    {
      header: "X-Webhook-Signature",
      alg: "HS256",
      judge: async (claims, run) => [
        judgeClaim(claims, "iss", "netlify"),
        await judgeHash(claims, "sha256", run.request.body, "body", run),
      ],
      claims: async (context) => ({
        iss: "netlify",
        sha256: await hashOf(context.request.body, context),
      }),
    },
    {
      id: "netlify",
      label: "Netlify",
      docsUrl: "https://docs.netlify.com/deploy/deploy-notifications/",
      secretLabel: "JWS secret token",
      secretPlaceholder: "The notification's secret token",
      newSecret: HEX_SECRET,
      detect: { companions: ["x-netlify-event"], headerIsCommon: true },
      alg: "hmac-sha256",
      key: "utf8",
    },
  ),
  row(
    {
      header: "MessageBird-Signature-JWT",
      alg: "HS256",
      judge: async (claims, run) => [
        judgeClaim(claims, "iss", "MessageBird"),
        await judgeHash(claims, "url_hash", utf8Bytes(run.request.url), "address", run),
        ...(run.request.body.length > 0
          ? [await judgeHash(claims, "payload_hash", run.request.body, "body", run)]
          : []),
      ],
      claims: async (context) => ({
        iss: "MessageBird",
        nbf: secondsOf(context.now),
        exp: secondsOf(context.now) + 60,
        jti: context.id,
        url_hash: await hashOf(utf8Bytes(context.request.url), context),
        ...(context.request.body.length > 0
          ? { payload_hash: await hashOf(context.request.body, context) }
          : {}),
      }),
    },
    {
      id: "messagebird",
      label: "MessageBird",
      docsUrl: "https://developers.messagebird.com/api/#verifying-http-requests",
      secretLabel: "Signing key",
      secretPlaceholder: "The account's signing key",
      newSecret: HEX_SECRET,
      optionNames: ["url"],
      alg: "hmac-sha256",
      key: "utf8",
    },
  ),
  row(
    { ...PLAIN, alg: "HS256" },
    {
      id: "jwt-hs256",
      label: "JWT (HS256)",
      sender: "the sender",
      docsUrl: DOCS,
      secretLabel: "Secret",
      secretPlaceholder: "The shared secret, or a JWK of type oct",
      newSecret: HEX_SECRET,
      detect: { headerIsCommon: true },
      coverage: NOT_THE_BODY,
      alg: "hmac-sha256",
      key: "jwk-or-utf8",
    },
  ),
  row(
    { ...PLAIN, alg: "RS256" },
    {
      id: "jwt-rs256",
      label: "JWT (RS256)",
      sender: "the sender",
      docsUrl: DOCS,
      secretLabel: "Public key",
      secretPlaceholder: "PEM or JWK",
      detect: { headerIsCommon: true },
      coverage: NOT_THE_BODY,
      alg: "rsa-sha256",
      key: "public",
    },
  ),
  row(
    { ...PLAIN, alg: "ES256" },
    {
      id: "jwt-es256",
      label: "JWT (ES256)",
      sender: "the sender",
      docsUrl: DOCS,
      secretLabel: "Public key",
      secretPlaceholder: "PEM or JWK",
      detect: { headerIsCommon: true },
      coverage: NOT_THE_BODY,
      alg: "ecdsa-p256-sha256",
      key: "public",
    },
  ),
];
