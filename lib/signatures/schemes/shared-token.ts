import type { TokenScheme } from "#lib/signatures/scheme.ts";

const NEW_TOKEN = { prefix: "", byteLength: 24, encoding: "base64url" } as const;

type Row = Omit<TokenScheme, "alg" | "newSecret"> & Partial<TokenScheme>;

function row(fields: Row): TokenScheme {
  return { alg: "equal", newSecret: NEW_TOKEN, ...fields };
}

/** Tokens and passwords that are sent along: the body is not covered. */
export const SHARED_TOKENS: readonly TokenScheme[] = [
  row({
    id: "gitlab",
    label: "GitLab",
    docsUrl: "https://docs.gitlab.com/user/project/integrations/webhooks/",
    secretLabel: "Secret token",
    secretPlaceholder: "The secret token in the webhook's settings",
    detect: { companions: ["x-gitlab-event"] },
    signature: { header: "X-Gitlab-Token" },
  }),
  row({
    id: "telegram",
    label: "Telegram",
    docsUrl: "https://core.telegram.org/bots/api#setwebhook",
    secretLabel: "Secret token",
    secretPlaceholder: "The secret_token given to setWebhook",
    signature: { header: "X-Telegram-Bot-Api-Secret-Token" },
  }),
  row({
    id: "okta",
    label: "Okta",
    docsUrl: "https://developer.okta.com/docs/concepts/event-hooks/",
    secretLabel: "Header's value",
    secretPlaceholder: "What the hook sends in its header",
    optionNames: ["header"],
    detect: { headerIsCommon: true, agent: /okta/i },
    signature: { header: "Authorization", word: "Bearer", wordOptional: true },
  }),
  row({
    id: "auth0",
    label: "Auth0 (log stream)",
    sender: "Auth0",
    docsUrl: "https://auth0.com/docs/customize/log-streams/custom-log-streams",
    secretLabel: "Authorization token",
    secretPlaceholder: "What the stream sends in Authorization",
    detect: { headerIsCommon: true, agent: /auth0/i },
    signature: { header: "Authorization", word: "Bearer", wordOptional: true },
  }),
  row({
    id: "postmark",
    label: "Postmark",
    docsUrl: "https://postmarkapp.com/developer/webhooks/webhooks-overview",
    secretLabel: "User and password",
    secretPlaceholder: "user:password",
    newSecret: { prefix: "postmark:", byteLength: 24, encoding: "base64url" },
    detect: { headerIsCommon: true, agent: /^postmark/i },
    signature: { header: "Authorization", word: "Basic" },
  }),
  row({
    id: "figma",
    label: "Figma",
    docsUrl: "https://developers.figma.com/docs/rest-api/webhooks-security/",
    secretLabel: "Passcode",
    secretPlaceholder: "The webhook's passcode",
    detect: { body: ['"passcode"', '"webhook_id"'] },
    signature: { body: "passcode" },
  }),
  row({
    id: "mailchimp",
    label: "Mailchimp",
    docsUrl: "https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/",
    secretLabel: "Secret in the address",
    secretPlaceholder: "The value after ?secret=",
    signature: { query: ["secret", "key", "token", "code", "webhook_secret"] },
  }),
  row({
    id: "ms-graph",
    label: "Microsoft Graph",
    docsUrl: "https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks",
    secretLabel: "Client state",
    secretPlaceholder: "The subscription's clientState",
    detect: { body: ['"clientState"', '"subscriptionId"'] },
    signature: { body: "value[].clientState" },
  }),
  row({
    id: "basic-auth",
    label: "Basic authentication",
    sender: "the sender",
    docsUrl: "https://www.rfc-editor.org/rfc/rfc7617",
    secretLabel: "User and password",
    secretPlaceholder: "user:password",
    newSecret: { prefix: "hook:", byteLength: 24, encoding: "base64url" },
    signature: { header: "Authorization", word: "Basic" },
  }),
  row({
    id: "bearer",
    label: "Bearer token",
    sender: "the sender",
    docsUrl: "https://www.rfc-editor.org/rfc/rfc6750",
    secretLabel: "Token",
    secretPlaceholder: "The token after Bearer",
    signature: { header: "Authorization", word: "Bearer" },
  }),
];
