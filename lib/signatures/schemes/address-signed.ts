import { hubSpotAddresses } from "#lib/signatures/addresses.ts";
import type { SignatureScheme } from "#lib/signatures/scheme.ts";
import { readTwilio, writeTwilio } from "#lib/signatures/special/twilio.ts";

const HEX_SECRET = { prefix: "", byteLength: 16, encoding: "hex" } as const;
const HUBSPOT_DOCS =
  "https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests";

/** Signatures that cover the address: it must be the one that the provider knows. */
export const ADDRESS_SIGNED: readonly SignatureScheme[] = [
  {
    id: "square",
    label: "Square",
    docsUrl: "https://developer.squareup.com/docs/webhooks/step3validate",
    secretLabel: "Signature key",
    secretPlaceholder: "The subscription's signature key",
    newSecret: HEX_SECRET,
    optionNames: ["url"],
    alg: "hmac-sha256",
    key: "utf8",
    signature: { header: "x-square-hmacsha256-signature", encoding: "base64" },
    signed: "{url}{body}",
  },
  {
    id: "trello",
    label: "Trello",
    docsUrl: "https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/",
    secretLabel: "API secret",
    secretPlaceholder: "The secret beside the API key",
    newSecret: HEX_SECRET,
    optionNames: ["url"],
    alg: "hmac-sha1",
    key: "utf8",
    signature: { header: "X-Trello-Webhook", encoding: "base64" },
    signed: "{body}{url}",
  },
  {
    id: "hubspot-v1",
    label: "HubSpot (v1)",
    sender: "HubSpot",
    docsUrl: HUBSPOT_DOCS,
    secretLabel: "Client secret",
    secretPlaceholder: "The app's client secret",
    newSecret: HEX_SECRET,
    detect: { strangers: ["x-hubspot-signature-v3"] },
    rules: [
      { header: "X-HubSpot-Signature-Version", pattern: /^v1$/i, wanted: "v1", optional: true },
    ],
    alg: "hash-sha256",
    key: "utf8",
    signature: { header: "X-HubSpot-Signature", encoding: "hex" },
    signed: "{secret}{body}",
  },
  {
    id: "hubspot-v2",
    label: "HubSpot (v2)",
    sender: "HubSpot",
    docsUrl: HUBSPOT_DOCS,
    secretLabel: "Client secret",
    secretPlaceholder: "The app's client secret",
    newSecret: HEX_SECRET,
    detect: { strangers: ["x-hubspot-signature-v3"] },
    optionNames: ["url"],
    rules: [
      { header: "X-HubSpot-Signature-Version", pattern: /^v2$/i, wanted: "v2", optional: true },
    ],
    addresses: hubSpotAddresses,
    alg: "hash-sha256",
    key: "utf8",
    signature: { header: "X-HubSpot-Signature", encoding: "hex" },
    signed: "{secret}{method}{url}{body}",
  },
  {
    id: "twilio",
    label: "Twilio",
    docsUrl: "https://www.twilio.com/docs/usage/webhooks/webhooks-security",
    secretLabel: "Auth token",
    secretPlaceholder: "The account's auth token",
    newSecret: HEX_SECRET,
    optionNames: ["url"],
    alg: "hmac-sha1",
    key: "utf8",
    signature: { header: "X-Twilio-Signature", encoding: "base64" },
    signed: "{url}{body}",
    read: readTwilio,
    write: writeTwilio,
  },
  {
    id: "mandrill",
    label: "Mandrill",
    docsUrl:
      "https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/",
    secretLabel: "Webhook key",
    secretPlaceholder: "The webhook's authentication key",
    newSecret: HEX_SECRET,
    optionNames: ["url"],
    alg: "hmac-sha1",
    key: "utf8",
    signature: { header: "X-Mandrill-Signature", encoding: "base64" },
    signed: "{url}{body}",
    read: readTwilio,
    write: writeTwilio,
  },
];
