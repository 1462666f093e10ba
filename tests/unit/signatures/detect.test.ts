import { describe, expect, test } from "vitest";
import type { HeaderList } from "#lib/http/headers.ts";
import { detectSchemes } from "#lib/signatures/detect.ts";
import { utf8Bytes } from "#lib/signatures/encoding.ts";
import { SCHEMES } from "#lib/signatures/schemes.ts";
import { loadVectors } from "./vectors.ts";

const cases: [title: string, headers: HeaderList, ids: string[]][] = [
  [
    "GitHub",
    [
      ["X-GitHub-Event", "push"],
      ["X-Hub-Signature-256", "sha256=00"],
    ],
    ["github"],
  ],
  [
    "GitHub's shape without its other headers",
    [["x-hub-signature-256", "sha256=00"]],
    ["github", "meta"],
  ],
  [
    "Meta, by its user agent",
    [
      ["x-hub-signature-256", "sha256=00"],
      ["user-agent", "facebookexternalua"],
    ],
    ["meta", "github"],
  ],
  [
    "Bitbucket, which signs with SHA-256 under the older name",
    [
      ["X-Hub-Signature", "sha256=00"],
      ["X-Event-Key", "repo:push"],
    ],
    ["bitbucket"],
  ],
  ["the older name with SHA-1", [["X-Hub-Signature", "sha1=00"]], ["github-sha1", "intercom"]],
  [
    "Gitea, which sends GitHub's headers beside its own",
    [
      ["X-Gitea-Event", "push"],
      ["X-GitHub-Event", "push"],
      ["X-Hub-Signature-256", "sha256=00"],
    ],
    [],
  ],
  ["Stripe", [["stripe-signature", "t=1,v1=00"]], ["stripe"]],
  ["Slack", [["X-Slack-Signature", "v0=00"]], ["slack"]],
  ["Shopify", [["X-Shopify-Hmac-SHA256", "AA=="]], ["shopify"]],
  ["Standard Webhooks", [["webhook-signature", "v1,AA=="]], ["standard-webhooks", "svix"]],
  ["Svix", [["svix-signature", "v1,AA=="]], ["svix", "standard-webhooks"]],
  ["a signature of the same name and another shape", [["webhook-signature", "00ff"]], []],
  [
    "GitLab",
    [
      ["X-Gitlab-Token", "t"],
      ["X-Gitlab-Event", "Push Hook"],
    ],
    ["gitlab"],
  ],
  [
    "two at once, the surer one first",
    [
      ["Stripe-Signature", "t=1,v1=00"],
      ["X-Gitlab-Token", "t"],
      ["X-Gitlab-Event", "Push Hook"],
    ],
    ["gitlab", "stripe"],
  ],
  ["Basic authentication", [["Authorization", "Basic QTpi"]], ["basic-auth"]],
  ["a bearer token", [["Authorization", "Bearer t"]], ["bearer"]],
  [
    "Netlify, not what shares its header",
    [
      ["X-Webhook-Signature", "a.b.c"],
      ["X-Netlify-Event", "deploy_created"],
    ],
    ["netlify"],
  ],
  ["nothing signed", [["Content-Type", "application/json"]], []],
];

const vectors = loadVectors();

/** All but those whose requests say nothing of their sender. */
const proposed = SCHEMES.filter(
  (scheme) => !scheme.detect?.headerIsCommon && !["mailchimp", "generic-hmac"].includes(scheme.id),
).map(({ id }) => id);

describe("detectSchemes", () => {
  test.each(cases)("proposes for %s", (_title, headers, ids) => {
    expect(detectSchemes(headers)).toEqual(ids);
  });

  test.each([
    ["mailgun", '{"signature":{"timestamp":"1","token":"t"},"event-data":{}}'],
    ["adyen", '{"notificationItems":[{"additionalData":{"hmacSignature":"x"}}]}'],
    ["aws-sns", '{"TopicArn":"arn","SigningCertURL":"u"}'],
    ["braintree", "bt_signature=a&bt_payload=b"],
    ["figma", '{"passcode":"p","webhook_id":"1"}'],
  ])("proposes %s by what is in the body", (id, body) => {
    expect(detectSchemes([], utf8Bytes(body))).toEqual([id]);
  });

  test.each(proposed)("has %s among its proposals for that provider's own request", (scheme) => {
    const vector = vectors.find((candidate) => candidate.scheme === scheme);
    const { headers = [], body } = vector?.input.request ?? {};
    expect(detectSchemes(headers, body)).toContain(scheme);
  });
});
