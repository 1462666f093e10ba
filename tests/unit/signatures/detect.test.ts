import { describe, expect, test } from "vitest";
import type { HeaderList } from "#lib/http/headers.ts";
import { detectSchemes } from "#lib/signatures/detect.ts";

const cases: [title: string, headers: HeaderList, ids: string[]][] = [
  [
    "GitHub",
    [
      ["X-GitHub-Event", "push"],
      ["X-Hub-Signature-256", "sha256=00"],
    ],
    ["github"],
  ],
  ["GitHub's shape without its other headers", [["x-hub-signature-256", "sha256=00"]], ["github"]],
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
  ["Standard Webhooks", [["webhook-signature", "v1,AA=="]], ["standard-webhooks"]],
  ["Svix", [["svix-signature", "v1,AA=="]], ["standard-webhooks"]],
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
  ["nothing signed", [["Content-Type", "application/json"]], []],
];

describe("detectSchemes", () => {
  test.each(cases)("proposes for %s", (_title, headers, ids) => {
    expect(detectSchemes(headers)).toEqual(ids);
  });
});
