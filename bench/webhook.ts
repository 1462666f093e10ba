import { createHmac } from "node:crypto";

/** The secret that the webhook is signed with. */
export const WEBHOOK_SECRET = "It's a Secret to Everybody";

const BODY_BYTES = 512;
const envelope = (padding: string) => JSON.stringify({ action: "opened", padding });

const body = envelope("x".repeat(BODY_BYTES - envelope("").length));
const digest = (hash: string) => createHmac(hash, WEBHOOK_SECRET).update(body).digest("hex");

/**
 * What every load sends: a POST of 512 bytes of JSON with the headers of a GitHub webhook, twelve
 * with Host and Content-Length, and a signature that is right.
 */
export const webhook = {
  body,
  headers: {
    "User-Agent": "GitHub-Hookshot/044aadd",
    Accept: "*/*",
    "Content-Type": "application/json",
    "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
    "X-GitHub-Event": "issues",
    "X-GitHub-Hook-ID": "292430182",
    "X-GitHub-Hook-Installation-Target-ID": "79929171",
    "X-GitHub-Hook-Installation-Target-Type": "repository",
    "X-Hub-Signature": `sha1=${digest("sha1")}`,
    "X-Hub-Signature-256": `sha256=${digest("sha256")}`,
  },
};
