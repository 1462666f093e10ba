import { createHmac } from "node:crypto";
import { sendWebhook } from "./send-webhook.ts";

type Signed = { captureUrl: string; secret: string; body?: string };

const BODY = JSON.stringify({ action: "opened", number: 7 });
const hmac = (secret: string, content: string) =>
  createHmac("sha256", secret).update(content).digest("hex");

/** Sends what GitHub would send, signed with a secret. */
export function sendAsGithub({ captureUrl, secret, body = BODY }: Signed): Promise<string> {
  return sendWebhook(captureUrl, {
    path: "/github",
    headers: {
      "content-type": "application/json",
      "x-github-event": "issues",
      "x-hub-signature-256": `sha256=${hmac(secret, body)}`,
    },
    body,
  });
}

/** Sends what Stripe would have sent `ageSeconds` ago. */
export function sendAsStripe(input: Signed & { ageSeconds: number }): Promise<string> {
  const { captureUrl, secret, body = BODY, ageSeconds } = input;
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds;
  return sendWebhook(captureUrl, {
    path: "/stripe",
    headers: {
      "content-type": "application/json",
      "stripe-signature": `t=${timestamp},v1=${hmac(secret, `${timestamp}.${body}`)}`,
    },
    body,
  });
}
