import type { SignatureScheme } from "#lib/signatures/scheme.ts";
import { readAdyen, writeAdyen } from "#lib/signatures/special/adyen.ts";
import { readBraintree, writeBraintree } from "#lib/signatures/special/braintree.ts";
import { readContentful, writeContentful } from "#lib/signatures/special/contentful.ts";
import { readMailgun, writeMailgun } from "#lib/signatures/special/mailgun.ts";

const HEX_SECRET = { prefix: "", byteLength: 32, encoding: "hex" } as const;

/** Signatures inside the body, and Contentful's, which covers headers that the request names. */
export const SIGNED_IN_THEIR_OWN_WAY: readonly SignatureScheme[] = [
  {
    id: "mailgun",
    label: "Mailgun",
    docsUrl:
      "https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks",
    secretLabel: "Webhook signing key",
    secretPlaceholder: "The account's HTTP webhook signing key",
    newSecret: { prefix: "", byteLength: 16, encoding: "hex" },
    detect: { body: ['"signature"', '"token"', '"event-data"'] },
    coverage: "It covers the timestamp and the token, not the event data.",
    alg: "hmac-sha256",
    key: "utf8",
    signature: { header: "", encoding: "hex" },
    timestamp: { from: "body", name: "signature.timestamp", unit: "s" },
    signed: "{ts}",
    read: readMailgun,
    write: writeMailgun,
  },
  {
    id: "adyen",
    label: "Adyen",
    docsUrl: "https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures/",
    secretLabel: "HMAC key",
    secretPlaceholder: "The key in hex",
    newSecret: HEX_SECRET,
    detect: { body: ['"notificationItems"', '"hmacSignature"'] },
    coverage: "It covers the references, amount, event and success of every item, nothing else.",
    alg: "hmac-sha256",
    key: "hex",
    signature: { header: "", encoding: "base64" },
    signed: "{body}",
    read: readAdyen,
    write: writeAdyen,
  },
  {
    id: "braintree",
    label: "Braintree",
    docsUrl: "https://developer.paypal.com/braintree/docs/guides/webhooks/parse",
    secretLabel: "Private key",
    secretPlaceholder: "The API's private key",
    newSecret: { prefix: "", byteLength: 16, encoding: "hex" },
    detect: { body: ["bt_signature=", "bt_payload="] },
    alg: "hmac-sha1",
    key: "sha1",
    signature: { header: "", encoding: "hex" },
    signed: "{body}",
    read: readBraintree,
    write: writeBraintree,
  },
  {
    id: "contentful",
    label: "Contentful",
    docsUrl: "https://www.contentful.com/developers/docs/webhooks/request-verification/",
    secretLabel: "Signing secret",
    secretPlaceholder: "64 characters",
    newSecret: HEX_SECRET,
    detect: { companions: ["x-contentful-topic"] },
    alg: "hmac-sha256",
    key: "utf8",
    signature: { header: "x-contentful-signature", encoding: "hex" },
    timestamp: {
      from: "header",
      name: "x-contentful-timestamp",
      unit: "ms",
      toleranceSeconds: 30,
      pastOnly: true,
    },
    signed: "{body}",
    read: readContentful,
    write: writeContentful,
  },
];
