import { expect, test } from "vitest";
import { findScheme, listSchemes, SCHEMES } from "#lib/signatures/schemes.ts";
import { parseTemplate } from "#lib/signatures/template.ts";

test("every row has an id of its own, a source and a template without unknown placeholders", () => {
  expect(new Set(SCHEMES.map(({ id }) => id)).size).toBe(SCHEMES.length);
  expect(SCHEMES.length).toBeGreaterThanOrEqual(100);
  for (const scheme of SCHEMES) {
    expect(scheme.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(scheme.docsUrl).toMatch(/^https:\/\//);
    if (scheme.alg === "equal") continue;
    const parsed = parseTemplate(scheme.signed);
    const template = parsed.ok ? parsed.template : [];
    expect(template.length).toBeGreaterThan(0);
    for (const part of template) {
      expect(part.kind === "literal" ? part.text : "").not.toMatch(/[{}]/);
    }
  }
});

test("knows every scheme that clients may name", () => {
  const ids =
    "adyen-platform adyen airtable asana auth0 aws-sns basic-auth bearer bitbucket box braintree calcom calendly circleci clerk coinbase-commerce contentful discord docusign dropbox figma forgejo generic-hmac gitea github-sha1 github gitlab-signing gitlab hubspot-v1 hubspot-v2 hubspot-v3 intercom intuit jira jwt-es256 jwt-hs256 jwt-rs256 klaviyo lemonsqueezy line linear mailchimp mailgun meta mollie netlify notion okta openai paddle pagerduty paypal plaid postmark razorpay replicate resend rfc9421 sanity sendgrid sentry shopify slack square standard-webhooks-v1a standard-webhooks stripe svix telegram trello twilio twitch typeform vercel wise woocommerce xero zendesk zoom".split(
      " ",
    );
  expect(ids.filter((id) => findScheme(id) === null)).toEqual([]);
});

test("findScheme knows ids and nothing else", () => {
  expect(findScheme("stripe")?.label).toBe("Stripe");
  expect(findScheme("Stripe")).toBeNull();
  expect(findScheme("toString")).toBeNull();
});

test("listSchemes tells a picker what it needs", () => {
  const summaries = listSchemes();
  expect(summaries.map(({ id }) => id)).toEqual(SCHEMES.map(({ id }) => id));
  const find = (id: string) => summaries.find((summary) => summary.id === id);
  expect(find("github")).toMatchObject({ label: "GitHub", coversBody: true, hasOptions: false });
  expect(find("gitlab")).toMatchObject({ coversBody: false, hasOptions: false });
  expect(find("mailgun")).toMatchObject({ coversBody: false });
  expect(find("generic-hmac")).toMatchObject({ coversBody: true, hasOptions: true });
  expect(find("paypal")?.optionNames).toEqual(["publicKeyPem", "certPem"]);
});
