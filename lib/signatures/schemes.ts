import type { Scheme, SchemeSummary } from "./scheme.ts";

/**
 * Every scheme the engine knows. To add a provider, add its row here and its vectors to
 * tests/fixtures/signatures/<id>.json: pickers, detection, signing and tests follow.
 */
export const SCHEMES: readonly Scheme[] = [
  {
    id: "github",
    label: "GitHub",
    docsUrl: "https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries",
    secretLabel: "Webhook secret",
    secretPlaceholder: "The secret in the webhook's settings",
    newSecret: { prefix: "", byteLength: 32, encoding: "hex" },
    detect: {
      companions: ["x-github-event", "x-github-delivery"],
      // Forges and trackers that borrowed the header; each has a secret of its own.
      strangers: ["x-gitea-event", "x-forgejo-event", "x-gogs-event", "x-event-key"],
    },
    alg: "hmac-sha256",
    key: "utf8",
    signature: { header: "X-Hub-Signature-256", prefix: "sha256=", encoding: "hex" },
    signed: "{body}",
  },
  {
    id: "stripe",
    label: "Stripe",
    docsUrl: "https://docs.stripe.com/webhooks/signature",
    secretLabel: "Endpoint signing secret",
    secretPlaceholder: "whsec_…",
    // Used whole, prefix included, and not base64.
    secretPrefix: "whsec_",
    newSecret: { prefix: "whsec_", byteLength: 16, encoding: "hex" },
    alg: "hmac-sha256",
    key: "utf8",
    signature: { header: "Stripe-Signature", field: "v1", encoding: "hex" },
    timestamp: { from: "field", name: "t", unit: "s", toleranceSeconds: 300 },
    signed: "{ts}.{body}",
  },
  {
    id: "slack",
    label: "Slack",
    docsUrl: "https://docs.slack.dev/authentication/verifying-requests-from-slack",
    secretLabel: "Signing secret",
    secretPlaceholder: "App settings → Basic Information → Signing Secret",
    newSecret: { prefix: "", byteLength: 16, encoding: "hex" },
    alg: "hmac-sha256",
    key: "utf8",
    signature: { header: "X-Slack-Signature", prefix: "v0=", encoding: "hex" },
    timestamp: {
      from: "header",
      name: "X-Slack-Request-Timestamp",
      unit: "s",
      toleranceSeconds: 300,
    },
    signed: "v0:{ts}:{body}",
  },
  {
    id: "shopify",
    label: "Shopify",
    docsUrl: "https://shopify.dev/docs/apps/build/webhooks/subscribe/https",
    secretLabel: "Client secret",
    secretPlaceholder: "The app's client secret",
    newSecret: { prefix: "shpss_", byteLength: 16, encoding: "hex" },
    detect: { companions: ["x-shopify-topic"] },
    alg: "hmac-sha256",
    key: "utf8",
    signature: { header: "X-Shopify-Hmac-Sha256", encoding: "base64" },
    signed: "{body}",
  },
  {
    id: "standard-webhooks",
    label: "Standard Webhooks",
    sender: "the sender",
    docsUrl:
      "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
    secretLabel: "Signing secret",
    secretPlaceholder: "whsec_…",
    secretPrefix: "whsec_",
    newSecret: { prefix: "whsec_", byteLength: 24, encoding: "base64" },
    otherNames: { from: "webhook-", to: "svix-" },
    alg: "hmac-sha256",
    key: "whsec",
    signature: { header: "webhook-signature", word: "v1", encoding: "base64" },
    timestamp: { from: "header", name: "webhook-timestamp", unit: "s", toleranceSeconds: 300 },
    idHeader: "webhook-id",
    signed: "{header:webhook-id}.{ts}.{body}",
  },
  {
    id: "gitlab",
    label: "GitLab",
    docsUrl: "https://docs.gitlab.com/user/project/integrations/webhooks/",
    secretLabel: "Secret token",
    secretPlaceholder: "The secret token in the webhook's settings",
    newSecret: { prefix: "", byteLength: 24, encoding: "base64url" },
    detect: { companions: ["x-gitlab-event"] },
    alg: "equal",
    signature: { header: "X-Gitlab-Token" },
  },
  {
    id: "generic-hmac",
    label: "Generic HMAC",
    sender: "the sender",
    docsUrl: "https://www.rfc-editor.org/rfc/rfc2104",
    secretLabel: "Secret",
    secretPlaceholder: "The key that the sender signs with",
    newSecret: { prefix: "", byteLength: 32, encoding: "hex" },
    configurable: true,
    alg: "hmac-sha256",
    key: "utf8",
    // No header: configure.ts puts the user's in.
    signature: { header: "", encoding: "hex" },
    signed: "{body}",
  },
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
    coversBody: scheme.alg !== "equal",
    hasOptions: scheme.configurable === true,
  }));
}
