import { expect, test } from "vitest";
import { findScheme, listSchemes, SCHEMES } from "#lib/signatures/schemes.ts";
import { parseTemplate } from "#lib/signatures/template.ts";

test("every row has an id of its own, a source and a readable template", () => {
  expect(new Set(SCHEMES.map(({ id }) => id)).size).toBe(SCHEMES.length);
  for (const scheme of SCHEMES) {
    expect(scheme.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(scheme.docsUrl).toMatch(/^https:\/\//);
    if (scheme.alg !== "equal") expect(parseTemplate(scheme.signed)).toMatchObject({ ok: true });
  }
});

test("findScheme knows ids and nothing else", () => {
  expect(findScheme("stripe")?.label).toBe("Stripe");
  expect(findScheme("Stripe")).toBeNull();
  expect(findScheme("toString")).toBeNull();
});

test("listSchemes tells a picker what it needs", () => {
  expect(
    listSchemes().map(({ id, label, coversBody, hasOptions }) => [
      id,
      label,
      coversBody,
      hasOptions,
    ]),
  ).toEqual([
    ["github", "GitHub", true, false],
    ["stripe", "Stripe", true, false],
    ["slack", "Slack", true, false],
    ["shopify", "Shopify", true, false],
    ["standard-webhooks", "Standard Webhooks", true, false],
    ["gitlab", "GitLab", false, false],
    ["generic-hmac", "Generic HMAC", true, true],
  ]);
});
