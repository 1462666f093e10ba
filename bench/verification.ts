import { createHmac } from "node:crypto";
import { nodeDigests } from "#lib/requests/node-digests.ts";
import { verify } from "#lib/signatures/verify.ts";
import { createTestBin } from "#tests/support/api.ts";
import { weighVerifier } from "#tests/support/weigh-verifier.ts";
import { checkSignatures } from "./capture-variants.ts";
import { chooseGenerator } from "./load-generator.ts";
import type { BenchOptions, Measurement } from "./measurement.ts";
import { withServer } from "./servers.ts";

const CONNECTIONS = 64;
const ROUNDS = 5;
const WARM_UP_SECONDS = 3;
const CHECKS = 20_000;
const KILOBYTE = 1000;

/** What checking signatures costs: a capture, the processor and a page. */
export async function measureVerification(options: BenchOptions): Promise<Measurement[]> {
  return [...(await measureThroughput(options)), await measureOneCheck(), await measureWeight()];
}

/** Two bins of one server take turns, so that whatever slows the machine slows both. */
async function measureThroughput({ seconds }: BenchOptions): Promise<Measurement[]> {
  const generator = await chooseGenerator();
  const sliceSeconds = Math.max(1, Math.round(seconds / ROUNDS));
  return withServer({}, async (bench) => {
    const checked = await createTestBin(bench.server.origin);
    await checkSignatures({ ...bench, bin: checked });
    const load = (url: string, lasting: number) => generator.load(url, CONNECTIONS, lasting);
    await load(bench.bin.captureUrl, WARM_UP_SECONDS);
    await load(checked.captureUrl, WARM_UP_SECONDS);
    const ratios: number[] = [];
    let unchecked = 0;
    let verified = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const without = (await load(bench.bin.captureUrl, sliceSeconds)).perSecond;
      const within = (await load(checked.captureUrl, sliceSeconds)).perSecond;
      unchecked += without / ROUNDS;
      verified += within / ROUNDS;
      ratios.push(within / without);
    }
    const spread = `slices from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    const name = `c=${CONNECTIONS}: durable captures`;
    return [
      { name: `${name}, nothing checked`, value: unchecked, unit: "/s" },
      { name: `${name}, GitHub signature checked`, value: verified, unit: "/s" },
      {
        name: `c=${CONNECTIONS}: checked beside unchecked`,
        value: verified / unchecked,
        unit: "",
        note: spread,
        target: { atLeast: 0.9 },
      },
    ];
  });
}

/** The whole check, with its sentences and evidence, in time of the processor. */
async function measureOneCheck(): Promise<Measurement> {
  const secret = "It's a Secret to Everybody";
  const body = Buffer.alloc(1024, "x");
  const digest = createHmac("sha256", secret).update(body).digest("hex");
  const input = {
    scheme: "github",
    secrets: [secret],
    request: {
      method: "POST",
      url: "https://example.com/hook",
      headers: [["X-Hub-Signature-256", `sha256=${digest}`]] satisfies [string, string][],
      body,
    },
    capturedAt: new Date(),
    digests: nodeDigests,
  };
  const run = async () => {
    const before = process.cpuUsage();
    for (let count = 0; count < CHECKS; count += 1) {
      const { status } = await verify(input);
      if (status !== "verified") throw new Error(`A right signature is ${status}`);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / CHECKS;
  };
  await run();
  return {
    name: "one check of 1 KiB (HMAC-SHA-256), with its explanation",
    value: await run(),
    unit: "µs",
    target: { atMost: 30 },
  };
}

/** The engine as a page loads it. */
async function measureWeight(): Promise<Measurement> {
  return {
    name: "the verifier for browsers, gzip",
    value: (await weighVerifier()) / KILOBYTE,
    unit: "KB",
    target: { atMost: 30 },
  };
}
