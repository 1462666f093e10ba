import { hubSpotAddresses } from "#lib/signatures/addresses.ts";
import { boxBodies } from "#lib/signatures/body-variants.ts";
import type { SignatureScheme } from "#lib/signatures/scheme.ts";

const HEX_SECRET = { prefix: "", byteLength: 16, encoding: "hex" } as const;

type Row = Omit<SignatureScheme, "alg" | "key" | "signed"> & Partial<SignatureScheme>;

/** HMAC-SHA256 with the secret's text, unless the row says otherwise. */
function row(fields: Row): SignatureScheme {
  return {
    alg: "hmac-sha256",
    key: "utf8",
    signed: "{ts}.{body}",
    newSecret: HEX_SECRET,
    ...fields,
  };
}

/** The timestamp stands in a header of its own. */
export const TIMESTAMP_BESIDE: readonly SignatureScheme[] = [
  row({
    id: "slack",
    label: "Slack",
    docsUrl: "https://docs.slack.dev/authentication/verifying-requests-from-slack",
    secretLabel: "Signing secret",
    secretPlaceholder: "App settings → Basic Information → Signing Secret",
    signature: { header: "X-Slack-Signature", prefix: "v0=", encoding: "hex" },
    timestamp: {
      from: "header",
      name: "X-Slack-Request-Timestamp",
      unit: "s",
      toleranceSeconds: 300,
    },
    signed: "v0:{ts}:{body}",
  }),
  row({
    id: "zoom",
    label: "Zoom",
    docsUrl: "https://developers.zoom.us/docs/api/webhooks/",
    secretLabel: "Secret token",
    secretPlaceholder: "The app's secret token",
    signature: { header: "x-zm-signature", prefix: "v0=", encoding: "hex" },
    timestamp: { from: "header", name: "x-zm-request-timestamp", unit: "s" },
    signed: "v0:{ts}:{body}",
  }),
  row({
    id: "zendesk",
    label: "Zendesk",
    docsUrl: "https://developer.zendesk.com/documentation/webhooks/verifying/",
    secretLabel: "Signing secret",
    secretPlaceholder: "The signing secret, not decoded",
    newSecret: { prefix: "", byteLength: 32, encoding: "base64" },
    signature: { header: "X-Zendesk-Webhook-Signature", encoding: "base64" },
    timestamp: { from: "header", name: "X-Zendesk-Webhook-Signature-Timestamp", unit: "iso" },
    signed: "{ts}{body}",
  }),
  row({
    id: "twitch",
    label: "Twitch",
    docsUrl: "https://dev.twitch.tv/docs/eventsub/handling-webhook-events/",
    secretLabel: "Subscription secret",
    secretPlaceholder: "10 to 100 characters",
    signature: { header: "Twitch-Eventsub-Message-Signature", prefix: "sha256=", encoding: "hex" },
    timestamp: {
      from: "header",
      name: "Twitch-Eventsub-Message-Timestamp",
      unit: "iso",
      toleranceSeconds: 600,
    },
    idHeader: "Twitch-Eventsub-Message-Id",
    signed: "{header:twitch-eventsub-message-id}{ts}{body}",
  }),
  row({
    id: "klaviyo",
    label: "Klaviyo",
    docsUrl: "https://developers.klaviyo.com/en/docs/working_with_system_webhooks",
    secretLabel: "Secret key",
    secretPlaceholder: "The webhook's secret key",
    signature: { header: "Klaviyo-Signature", encoding: "hex" },
    timestamp: { from: "header", name: "Klaviyo-Timestamp", unit: "any" },
    signed: "{body}{ts}",
  }),
  row({
    id: "box",
    label: "Box",
    docsUrl: "https://developer.box.com/guides/webhooks/v2/signatures-v2/",
    secretLabel: "Signature key",
    secretPlaceholder: "The primary or secondary key",
    signature: {
      header: "BOX-SIGNATURE-PRIMARY",
      also: ["BOX-SIGNATURE-SECONDARY"],
      encoding: "base64",
    },
    timestamp: {
      from: "header",
      name: "BOX-DELIVERY-TIMESTAMP",
      unit: "iso",
      toleranceSeconds: 600,
    },
    rules: [
      { header: "BOX-SIGNATURE-VERSION", pattern: /^1$/, wanted: "1" },
      { header: "BOX-SIGNATURE-ALGORITHM", pattern: /^HmacSHA256$/, wanted: "HmacSHA256" },
    ],
    bodies: boxBodies,
    signed: "{body}{ts}",
  }),
  row({
    id: "hubspot-v3",
    label: "HubSpot (v3)",
    sender: "HubSpot",
    docsUrl:
      "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation",
    secretLabel: "Client secret",
    secretPlaceholder: "The app's client secret",
    signature: { header: "X-HubSpot-Signature-v3", encoding: "base64" },
    timestamp: {
      from: "header",
      name: "X-HubSpot-Request-Timestamp",
      unit: "ms",
      toleranceSeconds: 300,
    },
    addresses: hubSpotAddresses,
    optionNames: ["url"],
    signed: "{method}{url}{body}{ts}",
  }),
];

/** The timestamp stands in the signature header: `t=…,v1=…`. */
export const TIMESTAMP_WITHIN: readonly SignatureScheme[] = [
  row({
    id: "stripe",
    label: "Stripe",
    docsUrl: "https://docs.stripe.com/webhooks/signature",
    secretLabel: "Endpoint signing secret",
    secretPlaceholder: "whsec_…",
    // Used whole, prefix included, and not base64.
    secretPrefix: "whsec_",
    newSecret: { prefix: "whsec_", byteLength: 16, encoding: "hex" },
    signature: { header: "Stripe-Signature", field: "v1", encoding: "hex" },
    timestamp: { from: "field", name: "t", unit: "s", toleranceSeconds: 300 },
  }),
  row({
    id: "calendly",
    label: "Calendly",
    docsUrl: "https://developer.calendly.com/api-docs/ZG9jOjM2MzE2MDM4-webhook-signatures",
    secretLabel: "Signing key",
    secretPlaceholder: "The subscription's signing key",
    signature: { header: "Calendly-Webhook-Signature", field: "v1", encoding: "hex" },
    timestamp: { from: "field", name: "t", unit: "s", toleranceSeconds: 180 },
  }),
  row({
    id: "paddle",
    label: "Paddle",
    docsUrl: "https://developer.paddle.com/webhooks/signature-verification",
    secretLabel: "Endpoint secret key",
    secretPlaceholder: "pdl_ntfset_…",
    newSecret: { prefix: "pdl_ntfset_", byteLength: 16, encoding: "hex" },
    signature: { header: "Paddle-Signature", field: "h1", separator: ";", encoding: "hex" },
    timestamp: { from: "field", name: "ts", unit: "s", toleranceSeconds: 5 },
    signed: "{ts}:{body}",
  }),
  row({
    id: "sanity",
    label: "Sanity",
    docsUrl: "https://www.sanity.io/docs/content-lake/webhooks",
    secretLabel: "Webhook secret",
    secretPlaceholder: "The secret in the webhook's settings",
    signature: { header: "sanity-webhook-signature", field: "v1", encoding: "base64url" },
    // Its library takes nothing earlier, which catches seconds.
    timestamp: { from: "field", name: "t", unit: "ms", earliestMs: Date.UTC(2021) },
  }),
  row({
    id: "mux",
    label: "Mux",
    docsUrl: "https://www.mux.com/docs/core/verify-webhook-signatures",
    secretLabel: "Signing secret",
    secretPlaceholder: "The webhook's signing secret",
    signature: { header: "mux-signature", field: "v1", encoding: "hex" },
    timestamp: { from: "field", name: "t", unit: "s", toleranceSeconds: 300 },
  }),
  row({
    id: "shippo",
    label: "Shippo",
    docsUrl: "https://docs.goshippo.com/docs/Tracking/WebhookSecurity/",
    secretLabel: "Webhook secret",
    secretPlaceholder: "The secret that Shippo gave",
    signature: { header: "Shippo-Auth-Signature", field: "v1", encoding: "hex" },
    timestamp: { from: "field", name: "t", unit: "s" },
  }),
  row({
    id: "workos",
    label: "WorkOS",
    docsUrl: "https://workos.com/docs/events/data-syncing/webhooks",
    secretLabel: "Endpoint secret",
    secretPlaceholder: "The endpoint's secret",
    signature: { header: "WorkOS-Signature", field: "v1", encoding: "hex" },
    timestamp: { from: "field", name: "t", unit: "ms", toleranceSeconds: 180 },
  }),
  row({
    id: "persona",
    label: "Persona",
    docsUrl: "https://docs.withpersona.com/webhooks-best-practices",
    secretLabel: "Webhook secret",
    secretPlaceholder: "wbhsec_…",
    newSecret: { prefix: "wbhsec_", byteLength: 18, encoding: "hex" },
    signature: { header: "Persona-Signature", field: "v1", grouped: true, encoding: "hex" },
    timestamp: { from: "field", name: "t", unit: "s" },
  }),
  row({
    id: "tiktok",
    label: "TikTok",
    docsUrl: "https://developers.tiktok.com/doc/webhooks-verification",
    secretLabel: "Client secret",
    secretPlaceholder: "The app's client secret",
    signature: { header: "TikTok-Signature", field: "s", encoding: "hex" },
    timestamp: { from: "field", name: "t", unit: "s" },
  }),
  row({
    id: "buildkite",
    label: "Buildkite",
    docsUrl: "https://buildkite.com/docs/apis/webhooks",
    secretLabel: "Token",
    secretPlaceholder: "The webhook's token",
    signature: { header: "X-Buildkite-Signature", field: "signature", encoding: "hex" },
    timestamp: { from: "field", name: "timestamp", unit: "s" },
  }),
  row({
    id: "knock",
    label: "Knock",
    docsUrl: "https://docs.knock.app/developer-tools/outbound-webhooks/overview",
    secretLabel: "Signing key",
    secretPlaceholder: "The webhook's signing key",
    signature: { header: "x-knock-signature", field: "s", encoding: "base64" },
    timestamp: { from: "field", name: "t", unit: "ms" },
  }),
  row({
    id: "affirm",
    label: "Affirm",
    docsUrl: "https://docs.affirm.com/developers/docs/webhooks",
    secretLabel: "Private API key",
    secretPlaceholder: "The key that signs webhooks",
    alg: "hmac-sha512",
    signature: { header: "X-Affirm-Signature", field: "v0", encoding: "hex" },
    timestamp: { from: "field", name: "t", unit: "s" },
  }),
];
