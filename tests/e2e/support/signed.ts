import { createHmac } from "node:crypto";
import { sendWebhook } from "./send-webhook.ts";

type SignedWebhook = { secret: string; signed: string; sent?: string; path?: string };

/** Sends what Stripe would: signed now with `secret` over `signed`, with `sent` as its body. */
export function sendAsStripe(captureUrl: string, webhook: SignedWebhook): Promise<string> {
  const { secret, signed, sent = signed, path = "" } = webhook;
  const seconds = Math.floor(Date.now() / 1000);
  const digest = createHmac("sha256", secret).update(`${seconds}.${signed}`).digest("hex");
  return sendWebhook(captureUrl, {
    path,
    headers: {
      "content-type": "application/json",
      "stripe-signature": `t=${seconds},v1=${digest}`,
    },
    body: sent,
  });
}
