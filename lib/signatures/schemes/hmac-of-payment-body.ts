import type { SignatureScheme } from "#lib/signatures/scheme.ts";

const HEX_SECRET = { prefix: "", byteLength: 32, encoding: "hex" } as const;
const BASE64_SECRET = { prefix: "", byteLength: 32, encoding: "base64" } as const;

type Row = Omit<SignatureScheme, "alg" | "key" | "signed"> & Partial<SignatureScheme>;

/** HMAC-SHA256 of the body with the secret's text, unless the row says otherwise. */
function row(fields: Row): SignatureScheme {
  return { alg: "hmac-sha256", key: "utf8", signed: "{body}", newSecret: HEX_SECRET, ...fields };
}

export const SHOPS_AND_PAYMENTS: readonly SignatureScheme[] = [
  row({
    id: "shopify",
    label: "Shopify",
    docsUrl: "https://shopify.dev/docs/apps/build/webhooks/subscribe/https",
    secretLabel: "Client secret",
    secretPlaceholder: "The app's client secret",
    newSecret: { prefix: "shpss_", byteLength: 16, encoding: "hex" },
    detect: { companions: ["x-shopify-topic"] },
    signature: { header: "X-Shopify-Hmac-Sha256", encoding: "base64" },
  }),
  row({
    id: "woocommerce",
    label: "WooCommerce",
    docsUrl: "https://woocommerce.com/document/webhooks/",
    secretLabel: "Webhook secret",
    secretPlaceholder: "The secret in the webhook's settings",
    detect: { companions: ["x-wc-webhook-topic"] },
    key: "html",
    signature: { header: "X-WC-Webhook-Signature", encoding: "base64" },
  }),
  row({
    id: "xero",
    label: "Xero",
    docsUrl: "https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/",
    secretLabel: "Webhooks key",
    secretPlaceholder: "The webhooks key, not decoded",
    newSecret: BASE64_SECRET,
    signature: { header: "x-xero-signature", encoding: "base64" },
  }),
  row({
    id: "intuit",
    label: "Intuit (QuickBooks)",
    sender: "Intuit",
    docsUrl:
      "https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks/managing-webhooks-notifications",
    secretLabel: "Verifier token",
    secretPlaceholder: "The webhook's verifier token",
    signature: { header: "intuit-signature", encoding: "base64" },
  }),
  row({
    id: "razorpay",
    label: "Razorpay",
    docsUrl: "https://razorpay.com/docs/webhooks/validate-test/",
    secretLabel: "Webhook secret",
    secretPlaceholder: "The secret in the webhook's settings",
    detect: { companions: ["x-razorpay-event-id"] },
    signature: { header: "X-Razorpay-Signature", encoding: "hex" },
  }),
  row({
    id: "mollie",
    label: "Mollie",
    docsUrl: "https://docs.mollie.com/reference/webhooks-new",
    secretLabel: "Signing secret",
    secretPlaceholder: "The subscription's signing secret",
    signature: {
      header: "X-Mollie-Signature",
      prefix: "sha256=",
      prefixOptional: true,
      encoding: "hex",
    },
  }),
  row({
    id: "coinbase-commerce",
    label: "Coinbase Commerce",
    docsUrl: "https://docs.cdp.coinbase.com/commerce/docs/webhooks-security",
    secretLabel: "Shared secret",
    secretPlaceholder: "The webhook's shared secret",
    signature: { header: "X-CC-Webhook-Signature", encoding: "hex" },
  }),
  row({
    id: "lemonsqueezy",
    label: "Lemon Squeezy",
    docsUrl: "https://docs.lemonsqueezy.com/help/webhooks/signing-requests",
    secretLabel: "Signing secret",
    secretPlaceholder: "The secret in the webhook's settings",
    detect: { companions: ["x-event-name"] },
    signature: { header: "X-Signature", encoding: "hex" },
  }),
  row({
    id: "adyen-platform",
    label: "Adyen for Platforms",
    sender: "Adyen",
    docsUrl: "https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures/",
    secretLabel: "HMAC key",
    secretPlaceholder: "The key in hex",
    key: "hex",
    detect: { companions: ["protocol"] },
    signature: { header: "hmacsignature", encoding: "base64" },
  }),
  row({
    id: "authorize-net",
    label: "Authorize.Net",
    docsUrl: "https://developer.authorize.net/api/reference/features/webhooks.html",
    secretLabel: "Signature key",
    secretPlaceholder: "128 hex digits",
    newSecret: { prefix: "", byteLength: 64, encoding: "hex" },
    alg: "hmac-sha512",
    key: "hex-or-utf8",
    signature: { header: "X-ANET-Signature", prefix: "sha512=", encoding: "hex" },
  }),
];
