import { randomUUID } from "node:crypto";
import type { HeaderList } from "#lib/http/headers.ts";
import { sign } from "#lib/signatures/sign.ts";
import { buildSample } from "#lib/simulators/build-sample.ts";
import { findSample } from "#lib/simulators/catalogue.ts";
import { type SeedRequest, seedRequest } from "./seed-request.ts";

/** What the samples are signed with: set one of these on a bin, and its provider's requests verify. */
export const SECRETS = {
  github: "It's a Secret to Everybody",
  stripe: "whsec_sample_of_lighthouse_labs",
  slack: "sample-of-lighthouse-labs",
  shopify: "shpss_sample_of_lighthouse_labs",
  "standard-webhooks": "whsec_c2FtcGxlIHNlY3JldCBvZiBsaWdodGhvdXNlIGxhYnM=",
  gitlab: "sample-token-of-lighthouse-labs",
} as const;

type Provider = keyof typeof SECRETS;

async function signed(provider: Provider, request: SeedRequest): Promise<SeedRequest> {
  return signedWith(SECRETS[provider], provider, request, new Date());
}

async function signedWith(
  secret: string,
  scheme: Provider,
  request: SeedRequest,
  now: Date,
): Promise<SeedRequest> {
  const { method, path, headers, body } = request;
  const url = `https://hooks.example${path}`;
  const content = { method, url, headers, body: Buffer.concat(body) };
  const result = await sign({ scheme, secret, request: content, now, id: randomUUID() });
  if (!result.ok) throw new Error(result.message);
  return { ...request, headers: [...headers, ...result.headers] };
}

function sample(kind: "github" | "stripe"): SeedRequest {
  const event = kind === "github" ? "push" : "payment_intent.succeeded";
  const found = findSample(kind, event);
  if (!found) throw new Error(`There is no sample of ${kind}.`);
  const input = { ...found, now: new Date(), id: randomUUID() };
  const { method, path, headers, body } = buildSample(input);
  return seedRequest(method, path, headers, body);
}

const JSON_TYPE: HeaderList = [["Content-Type", "application/json"]];

function slackCommand(): SeedRequest {
  const form = new URLSearchParams({
    token: "gIkuvaNzQIHg97ATvDxqgjtO",
    team_id: "T0001",
    team_domain: "lighthouse-labs",
    channel_id: "C2147483705",
    channel_name: "déploiements",
    user_id: "U2147483697",
    user_name: "mira",
    command: "/deploy",
    text: "beacon to production & notify #ops",
    response_url: "https://hooks.example/commands/1234/5678",
    trigger_id: "13345224609.738474920.8088930838d88f008e0",
  });
  const headers: HeaderList = [
    ["User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)"],
    ["Accept", "application/json,*/*"],
    ["Content-Type", "application/x-www-form-urlencoded"],
  ];
  return seedRequest("POST", "/slack/commands", headers, form.toString());
}

function shopifyOrder(): SeedRequest {
  const order = {
    id: 5_678_901_234_567,
    name: "#1042",
    email: "ada@lighthouse-labs.example",
    currency: "EUR",
    total_price: "129.90",
    line_items: [
      { id: 14_512_345_678_901, title: "Storm lantern, brass", quantity: 1, price: "99.90" },
      { id: 14_512_345_678_902, title: "Wicks (10)", quantity: 2, price: "15.00" },
    ],
    shipping_address: { city: "Wrocław", country: "Poland", zip: "50-001" },
  };
  const headers: HeaderList = [
    ...JSON_TYPE,
    ["X-Shopify-Topic", "orders/create"],
    ["X-Shopify-Shop-Domain", "lighthouse-labs.myshopify.example"],
    ["X-Shopify-API-Version", "2025-10"],
    ["X-Shopify-Webhook-Id", randomUUID()],
    ["X-Shopify-Triggered-At", new Date().toISOString()],
  ];
  return seedRequest("POST", "/shopify/orders", headers, JSON.stringify(order));
}

function invoicePaid(): SeedRequest {
  const event = {
    type: "invoice.paid",
    timestamp: new Date().toISOString(),
    data: { id: "inv_01HF7YAT00", amount: 4900, currency: "eur" },
  };
  const headers: HeaderList = [...JSON_TYPE, ["User-Agent", "Standard-Webhooks/1.0"]];
  return seedRequest("POST", "/billing", headers, JSON.stringify(event));
}

function gitLabPipeline(): SeedRequest {
  const event = {
    object_kind: "pipeline",
    object_attributes: { id: 31, ref: "main", status: "success", duration: 63 },
    project: { id: 1, name: "beacon", web_url: "https://gitlab.example/lighthouse-labs/beacon" },
  };
  const headers: HeaderList = [
    ...JSON_TYPE,
    ["User-Agent", "GitLab/18.5.0"],
    ["X-Gitlab-Event", "Pipeline Hook"],
    ["X-Gitlab-Event-UUID", randomUUID()],
  ];
  return seedRequest("POST", "/gitlab", headers, JSON.stringify(event, null, 2));
}

/** One request of each provider, signed with its secret of SECRETS. */
export function providerRequests(): Promise<SeedRequest[]> {
  return Promise.all([
    signed("github", sample("github")),
    signed("stripe", sample("stripe")),
    signed("slack", slackCommand()),
    signed("shopify", shopifyOrder()),
    signed("standard-webhooks", invoicePaid()),
    signed("gitlab", gitLabPipeline()),
  ]);
}

/** Stripe's event right, then broken in each way that a receiver meets. */
export async function stripeRequests(): Promise<SeedRequest[]> {
  const hourAgo = new Date(Date.now() - 3_600_000);
  const right = await signed("stripe", sample("stripe"));
  const reserialised = await signed("stripe", sample("stripe"));
  const compact = JSON.stringify(JSON.parse(Buffer.concat(reserialised.body).toString()));
  return [
    right,
    await signedWith(SECRETS.stripe, "stripe", sample("stripe"), hourAgo),
    await signedWith("whsec_of_another_endpoint", "stripe", sample("stripe"), new Date()),
    { ...reserialised, body: [Buffer.from(compact)] },
    sample("stripe"),
    await signed("stripe", sample("stripe")),
  ];
}
