import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";
import { REFUSED_HOSTS } from "#tests/unit/delivery/target-hosts.ts";

const deliverySchema = z.object({
  state: z.string(),
  attempts: z.array(z.object({ stage: z.string(), error: z.string().nullable() })),
});

let server: TestServer;
let bin: TestBin;
let requestId: string;
beforeAll(async () => {
  // The whole of loopback is opened, and still not this server itself.
  server = await startServer({ env: { HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.2" } });
  bin = await createTestBin(server.origin);
  const sent = await fetch(`${server.origin}/in/${bin.slug}`, { method: "POST", body: "{}" });
  requestId = sent.headers.get("hookglass-request-id") ?? "";
});
afterAll(() => discardServer(server));

const owner = (method: string, path: string, body?: unknown) =>
  callApi(server.origin, bin.ownerToken, method, path, body);

async function resend(target: string): Promise<z.infer<typeof deliverySchema>> {
  const made = await owner("POST", `/requests/${requestId}/deliveries`, { target });
  if (made.status === 400) return { state: "refused", attempts: [] };
  expect(made.status).toBe(202);
  const { id } = z.object({ id: z.string() }).parse(made.body);
  for (;;) {
    const { body } = await owner("GET", `/deliveries/${id}`);
    const delivery = deliverySchema.parse(body);
    if (delivery.state === "succeeded" || delivery.state === "failed") return delivery;
  }
}

test("no spelling of a private host is sent to through the API", async () => {
  const { port } = new URL(server.origin);
  const receiver = await startHostileReceiver();
  // All of them are judged in delivery-attempt.test.ts; here it is the way through the API that counts.
  const targets = REFUSED_HOSTS.filter((_, index) => index % 7 === 0).flatMap((host) => [
    `http://${host}:${receiver.port}/`,
    `http://${host}:${port}/in/${bin.slug}`,
  ]);
  const outcomes: ({ target: string } & Awaited<ReturnType<typeof resend>>)[] = [];
  for (const target of targets) outcomes.push({ target, ...(await resend(target)) });
  const wrong = outcomes.filter(
    ({ state, attempts }) =>
      state !== "refused" && !(state === "failed" && /guard|dns/.test(attempts[0]?.stage ?? "")),
  );
  expect(wrong).toEqual([]);
  expect(receiver.connections()).toBe(0);
  await receiver.close();
  const list = await owner("GET", `/bins/${bin.id}/requests`);
  expect(summariesSchema.parse(list.body).items).toHaveLength(1);
});

test("this server itself is not sent to, at any of its addresses", async () => {
  const { port } = new URL(server.origin);
  for (const host of ["127.0.0.1", "127.0.0.2", "localhost", "LOCALHOST.", "[::1]", "0.0.0.0"]) {
    const delivery = await resend(`http://${host}:${port}/in/${bin.slug}`);
    expect([host, delivery.attempts[0]?.stage ?? delivery.state]).toEqual([host, "guard"]);
  }
  const list = await owner("GET", `/bins/${bin.id}/requests`);
  expect(summariesSchema.parse(list.body).items).toHaveLength(1);
});

test.each([
  "file:///etc/passwd",
  "ftp://example.com/",
  "javascript:alert(1)",
  "//example.com/",
  "http://",
  "http://user:pass@example.com/",
  "http://exa mple.com/",
  "http://example.com:99999/",
  `http://example.com/${"x".repeat(5_000)}`,
])("%s is no target", async (target) => {
  const answer = await owner("POST", `/requests/${requestId}/deliveries`, { target });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ error: { issues: [{ path: "target" }] } });
});

test.each([
  ["a line break in a header", { headers: [["X-A", "b\r\nX-Evil: 1"]] }, "headers.0.1"],
  ["a header name with a colon", { headers: [["X-A:", "b"]] }, "headers.0.0"],
  ["a header beyond Latin-1", { headers: [["X-A", "🦉"]] }, "headers.0.1"],
  ["a method with a space", { method: "GET /x" }, "method"],
  ["a tunnel", { method: "connect" }, "method"],
  ["a body that is not base64", { bodyBase64: "***" }, "bodyBase64"],
])("%s is refused by its field", async (_what, edits, path) => {
  const body = { target: "http://example.com/", ...edits };
  const answer = await owner("POST", `/requests/${requestId}/deliveries`, body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ error: { issues: [{ path }] } });
});
