import type { SignatureScheme } from "#lib/signatures/scheme.ts";

type Row = Pick<SignatureScheme, "id" | "label" | "docsUrl"> & Partial<SignatureScheme>;

/** Standard Webhooks 1.0 (github.com/standard-webhooks) under one prefix of its header names. */
function row(prefix: "webhook" | "svix" | "Finch", fields: Row): SignatureScheme {
  const id = `${prefix}-${prefix === "Finch" ? "Event-Id" : "id"}`;
  const timestamp = `${prefix}-${prefix === "Finch" ? "Timestamp" : "timestamp"}`;
  return {
    secretLabel: "Signing secret",
    secretPlaceholder: "whsec_…",
    secretPrefix: "whsec_",
    newSecret: { prefix: "whsec_", byteLength: 24, encoding: "base64" },
    alg: "hmac-sha256",
    key: "whsec",
    signature: {
      header: `${prefix}-${prefix === "Finch" ? "Signature" : "signature"}`,
      word: "v1",
      encoding: "base64",
    },
    timestamp: { from: "header", name: timestamp, unit: "s", toleranceSeconds: 300 },
    idHeader: id,
    signed: `{header:${id.toLowerCase()}}.{ts}.{body}`,
    ...fields,
  };
}

const TO_SVIX = { from: "webhook-", to: "svix-" };
const TO_STANDARD = { from: "svix-", to: "webhook-" };
// Anyone who follows the standard sends these headers; only the secret tells who.
const UNTOLD = { headerIsCommon: true } as const;

export const STANDARD_WEBHOOKS: readonly SignatureScheme[] = [
  row("webhook", {
    id: "standard-webhooks",
    label: "Standard Webhooks",
    sender: "the sender",
    docsUrl:
      "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
    otherNames: TO_SVIX,
  }),
  row("webhook", {
    id: "standard-webhooks-v1a",
    label: "Standard Webhooks (Ed25519)",
    sender: "the sender",
    docsUrl:
      "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
    secretLabel: "Public key",
    secretPlaceholder: "whpk_…",
    secretPrefix: "whpk_",
    newSecret: { prefix: "whsk_", byteLength: 32, encoding: "base64" },
    otherNames: TO_SVIX,
    alg: "ed25519",
    key: "public",
    signature: { header: "webhook-signature", word: "v1a", encoding: "base64" },
  }),
  row("svix", {
    id: "svix",
    label: "Svix",
    docsUrl: "https://docs.svix.com/receiving/verifying-payloads/how-manual",
    otherNames: TO_STANDARD,
  }),
  row("svix", {
    id: "clerk",
    label: "Clerk",
    docsUrl: "https://clerk.com/docs/guides/development/webhooks/overview",
    otherNames: TO_STANDARD,
    detect: UNTOLD,
  }),
  row("svix", {
    id: "resend",
    label: "Resend",
    docsUrl: "https://resend.com/docs/dashboard/webhooks/verify-webhooks-requests",
    otherNames: TO_STANDARD,
    detect: UNTOLD,
  }),
  row("svix", {
    id: "stytch",
    label: "Stytch",
    docsUrl: "https://stytch.com/docs/guides/dashboard/webhooks",
    otherNames: TO_STANDARD,
    detect: UNTOLD,
  }),
  row("svix", {
    id: "vanta",
    label: "Vanta",
    docsUrl: "https://developer.vanta.com/docs/webhooks",
    otherNames: TO_STANDARD,
    detect: UNTOLD,
  }),
  row("webhook", {
    id: "openai",
    label: "OpenAI",
    docsUrl: "https://platform.openai.com/docs/guides/webhooks",
    key: "whsec-or-utf8",
    detect: { ...UNTOLD, agent: /^OpenAI/i },
  }),
  row("webhook", {
    id: "replicate",
    label: "Replicate",
    docsUrl: "https://replicate.com/docs/topics/webhooks/verify-webhook",
    detect: { ...UNTOLD, agent: /replicate/i },
  }),
  row("webhook", {
    id: "gitlab-signing",
    label: "GitLab (signing token)",
    sender: "GitLab",
    docsUrl: "https://docs.gitlab.com/user/project/integrations/webhooks/",
    secretLabel: "Signing token",
    newSecret: { prefix: "whsec_", byteLength: 32, encoding: "base64" },
    detect: { ...UNTOLD, companions: ["x-gitlab-event"] },
  }),
  row("webhook", {
    id: "supabase",
    label: "Supabase (auth hooks)",
    sender: "Supabase",
    docsUrl: "https://supabase.com/docs/guides/auth/auth-hooks",
    secretPlaceholder: "v1,whsec_…",
    newSecret: { prefix: "v1,whsec_", byteLength: 24, encoding: "base64" },
    key: "v1-whsec",
    detect: UNTOLD,
  }),
  row("webhook", {
    id: "render",
    label: "Render",
    docsUrl: "https://render.com/docs/webhooks",
    detect: UNTOLD,
  }),
  row("webhook", {
    id: "brex",
    label: "Brex",
    docsUrl: "https://developer.brex.com/docs/webhooks/",
    key: "whsec-or-utf8",
    detect: UNTOLD,
  }),
  row("webhook", {
    id: "etsy",
    label: "Etsy",
    docsUrl: "https://developers.etsy.com/documentation/essentials/webhooks",
    detect: UNTOLD,
  }),
  row("webhook", {
    id: "incident-io",
    label: "incident.io",
    docsUrl: "https://docs.incident.io/api-reference/webhooks",
    detect: UNTOLD,
  }),
  row("webhook", {
    id: "polar",
    label: "Polar",
    docsUrl: "https://polar.sh/docs/integrate/webhooks/delivery",
    secretPlaceholder: "The secret's text, not decoded",
    secretPrefix: "polar_whs_",
    newSecret: { prefix: "polar_whs_", byteLength: 32, encoding: "hex" },
    key: "utf8",
    detect: UNTOLD,
  }),
  row("webhook", {
    id: "loops",
    label: "Loops",
    docsUrl: "https://loops.so/docs/webhooks",
    detect: UNTOLD,
  }),
  row("webhook", {
    id: "increase",
    label: "Increase",
    docsUrl: "https://increase.com/documentation/webhooks",
    detect: UNTOLD,
  }),
  row("Finch", {
    id: "finch",
    label: "Finch",
    docsUrl: "https://developer.tryfinch.com/how-finch-works/webhooks",
    secretPlaceholder: "The webhook's secret in base64",
    secretPrefix: "",
    newSecret: { prefix: "", byteLength: 24, encoding: "base64" },
  }),
];
