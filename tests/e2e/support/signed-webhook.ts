import { createHmac } from "node:crypto";
import { sendWebhook } from "./send-webhook.ts";

type SignedWebhook = {
  secret: string;
  /** What the signature covers, and the body when `sent` is absent. */
  signed?: string;
  sent?: string;
  path?: string;
};

const BODY = JSON.stringify({ action: "opened", number: 7 });
const hmac = (secret: string, content: string) =>
  createHmac("sha256", secret).update(content).digest("hex");

/** Sends what GitHub would: signed with `secret`. */
export function sendAsGithub(captureUrl: string, webhook: SignedWebhook): Promise<string> {
  const { secret, signed = BODY, sent = signed, path = "/github" } = webhook;
  return sendWebhook(captureUrl, {
    path,
    headers: {
      "content-type": "application/json",
      "x-github-event": "issues",
      "x-hub-signature-256": `sha256=${hmac(secret, signed)}`,
    },
    body: sent,
  });
}

/** Sends what Stripe would have sent `ageSeconds` ago: signed with `secret`. */
export function sendAsStripe(
  captureUrl: string,
  webhook: SignedWebhook & { ageSeconds?: number },
): Promise<string> {
  const { secret, signed = BODY, sent = signed, path = "", ageSeconds = 0 } = webhook;
  const seconds = Math.floor(Date.now() / 1000) - ageSeconds;
  return sendWebhook(captureUrl, {
    path,
    headers: {
      "content-type": "application/json",
      "stripe-signature": `t=${seconds},v1=${hmac(secret, `${seconds}.${signed}`)}`,
    },
    body: sent,
  });
}
