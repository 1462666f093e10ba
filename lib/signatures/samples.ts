import type { HeaderList } from "#lib/http/headers.ts";

/** The providers that a sample can be made of. */
export type SampleKind = "github" | "stripe";

/** A request as the provider would send it, but for the signature. */
export type SampleRequest = { method: string; path: string; headers: HeaderList; body: string };

type SampleInput = {
  /** When the event happens. */
  now: Date;
  /** A UUID: the delivery's id, and what the other ids are made of. */
  id: string;
};

function hexOf(id: string, length: number): string {
  const digits = id.replaceAll("-", "").toLowerCase();
  return digits.repeat(Math.ceil(length / Math.max(1, digits.length))).slice(0, length);
}

function gitHubPush({ now, id }: SampleInput): SampleRequest {
  const before = hexOf("5e1f0a7c93b24d68", 40);
  const after = hexOf(id, 40);
  const repository = "https://github.com/lighthouse-labs/beacon";
  const person = { name: "mira-okafor", email: "mira@lighthouse-labs.example" };
  const commit = {
    id: after,
    distinct: true,
    message: "Retry a delivery when the receiver hangs up – fixes #214",
    timestamp: now.toISOString(),
    url: `${repository}/commit/${after}`,
    author: { ...person, username: "mira-okafor" },
    committer: { ...person, username: "mira-okafor" },
    added: ["src/retry.ts"],
    removed: [],
    modified: ["README.md", "src/deliver.ts"],
  };
  const payload = {
    ref: "refs/heads/main",
    before,
    after,
    repository: {
      id: 781204417,
      name: "beacon",
      full_name: "lighthouse-labs/beacon",
      private: false,
      owner: { name: "lighthouse-labs", login: "lighthouse-labs", id: 90215533 },
      html_url: repository,
      default_branch: "main",
    },
    pusher: person,
    sender: { login: "mira-okafor", id: 18840213, type: "User", site_admin: false },
    created: false,
    deleted: false,
    forced: false,
    compare: `${repository}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: [commit],
    head_commit: commit,
  };
  return {
    method: "POST",
    path: "/github",
    headers: [
      ["Accept", "*/*"],
      ["Content-Type", "application/json"],
      ["User-Agent", "GitHub-Hookshot/4f2c1d9"],
      ["X-GitHub-Delivery", id],
      ["X-GitHub-Event", "push"],
      ["X-GitHub-Hook-ID", "512840037"],
      ["X-GitHub-Hook-Installation-Target-ID", "781204417"],
      ["X-GitHub-Hook-Installation-Target-Type", "repository"],
    ],
    body: JSON.stringify(payload),
  };
}

function stripePayment({ now, id }: SampleInput): SampleRequest {
  const created = Math.floor(now.getTime() / 1000);
  const suffix = hexOf(id, 24);
  const event = {
    id: `evt_${suffix}`,
    object: "event",
    api_version: "2025-09-30.clover",
    created,
    data: {
      object: {
        id: `pi_${suffix}`,
        object: "payment_intent",
        amount: 4900,
        amount_capturable: 0,
        amount_received: 4900,
        capture_method: "automatic_async",
        created: created - 4,
        currency: "eur",
        customer: "cus_SampleBeacon01",
        description: "Beacon Team plan – café table 7",
        latest_charge: `ch_${suffix}`,
        livemode: false,
        metadata: { order_id: "A-10293" },
        payment_method_types: ["card"],
        receipt_email: "ada@lighthouse-labs.example",
        status: "succeeded",
      },
    },
    livemode: false,
    pending_webhooks: 1,
    request: { id: `req_${suffix.slice(0, 14)}`, idempotency_key: id },
    type: "payment_intent.succeeded",
  };
  return {
    method: "POST",
    path: "/stripe",
    headers: [
      ["Accept", "*/*; q=0.5, application/xml"],
      ["Cache-Control", "no-cache"],
      ["Content-Type", "application/json; charset=utf-8"],
      ["User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"],
    ],
    // Stripe sends its events indented, which is what re-serialising them breaks.
    body: JSON.stringify(event, null, 2),
  };
}

/** A realistic request of a provider, invented here; add the headers that sign() gives. */
export function sampleRequest(kind: SampleKind, input: SampleInput): SampleRequest {
  return kind === "github" ? gitHubPush(input) : stripePayment(input);
}
