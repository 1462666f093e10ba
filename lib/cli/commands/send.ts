import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Api, need } from "#lib/cli/api.ts";
import { openBin, SERVER_OPTIONS } from "#lib/cli/bins.ts";
import { defineCommand } from "#lib/cli/command.ts";
import { sampleList } from "#lib/cli/sample-list.ts";
import { EXIT, WrongUsage } from "#lib/cli/stop.ts";
import { color, jsonLine, oneLine, say } from "#lib/cli/terminal.ts";
import { BREAKAGES } from "#lib/simulators/break-sample.ts";
import { findSample, PROVIDERS } from "#lib/simulators/catalogue.ts";

const sentSchema = z.object({
  requestIds: z.array(z.string()),
  message: z.string(),
  deliveryIds: z.array(z.string()),
});

const deliverySchema = z.object({
  state: z.string(),
  lastStatus: z.number().nullable(),
  lastError: z.string().nullable(),
  finishedAt: z.string().nullable(),
});

const LOOK_EVERY_MS = 250;
/** The server gives an attempt 30 s. */
const LOOK_FOR_MS = 35_000;

/** `hookglass send` */
export const send = defineCommand({
  name: "send",
  usage: "<provider.event> --bin <bin>",
  about: [
    "Sends a realistic request of a provider into a bin, through its real address, signed as the bin checks it. A bin that checks nothing yet is set to check that provider, with a new secret. `test` instead of provider and event sends a plain request without a signature.",
  ],
  options: {
    bin: { type: "string", value: "bin", help: "its id, the URL of its page, or its capture URL" },
    break: {
      type: "string",
      value: "how",
      help: `break it on purpose: ${BREAKAGES.join(", ")}`,
    },
    to: {
      type: "string",
      value: "url",
      help: "have the server send it on to this address, too, and tell what was answered",
    },
    secret: { type: "string", value: "secret", help: "sign with this one instead of the bin's" },
    list: { type: "boolean", help: "list what can be sent; of a provider when one is named" },
    json: { type: "boolean", help: "print JSON" },
    ...SERVER_OPTIONS,
  },
  examples: [
    "hookglass send --list",
    "hookglass send stripe.payment_intent.succeeded --bin 3kq7d2m5x4n6p2r7t3ab",
    "hookglass send github.push --bin 3kq7d2m5x4n6p2r7t3ab --break wrong_signature",
  ],
  positionals: { min: 0, max: 1, missing: "" },
  async run(options, [name]) {
    if (options.list) return list(name ?? null, options.json);
    if (name === undefined) {
      throw new WrongUsage("What? Give <provider.event>; `hookglass send --list` shows them.");
    }
    const sample = readSample(name);
    if (options.bin === null) throw new WrongUsage("Where to? Give --bin <bin>.");
    const breakage = readBreakage(options.break);
    const { api, bin } = await openBin(options.bin, options);
    const order = {
      ...sample,
      ...(breakage === null ? {} : { breakage }),
      ...(options.to === null ? {} : { target: options.to }),
      ...(options.secret === null ? {} : { secret: options.secret }),
    };
    const sent = need(await api.post(`/bins/${bin.id}/samples`, order, sentSchema));
    if (!options.json) {
      say(oneLine(sent.message));
      for (const id of sent.requestIds) say(`Captured as ${id}: ${bin.inspectUrl}?request=${id}`);
    }
    const deliveries = await Promise.all(sent.deliveryIds.map((id) => outcomeOf(api, id)));
    if (options.json) say(jsonLine({ ...sent, deliveries }));
    else for (const delivery of deliveries) say(outcomeLine(options.to ?? "", delivery));
    return deliveries.every(({ state }) => state === "succeeded") ? EXIT.ok : EXIT.failed;
  },
});

function list(provider: string | null, json: boolean): number {
  const lines = sampleList(provider, json);
  if (lines === null) throw noSuchProvider(provider ?? "");
  for (const line of lines) say(line);
  return EXIT.ok;
}

function readSample(name: string): { kind: "test" } | { provider: string; event: string } {
  if (name === "test") return { kind: "test" };
  const dot = name.indexOf(".");
  const [provider, event] = dot === -1 ? [name, ""] : [name.slice(0, dot), name.slice(dot + 1)];
  if (findSample(provider, event) !== null) return { provider, event };
  const known = PROVIDERS.find(({ id }) => id === provider);
  if (!known) throw noSuchProvider(provider);
  const events = known.events.map(({ id }) => `${provider}.${id}`).join(", ");
  throw new WrongUsage(`${known.label} can be sent as ${events}.`);
}

function noSuchProvider(name: string): WrongUsage {
  return new WrongUsage(
    `“${name}” is no provider that can be sent: \`hookglass send --list\` shows them.`,
  );
}

function readBreakage(text: string | null): string | null {
  if (text === null || BREAKAGES.some((known) => known === text)) return text;
  throw new WrongUsage(`--break must be one of ${BREAKAGES.join(", ")}, not “${text}”.`);
}

type Outcome = z.infer<typeof deliverySchema>;

/** What became of a delivery, once it has ended or has had its time. */
async function outcomeOf(api: Api, id: string): Promise<Outcome> {
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    const delivery = need(await api.get(`/deliveries/${id}`, deliverySchema));
    if (delivery.finishedAt !== null || waitedMs >= LOOK_FOR_MS) return delivery;
    await sleep(LOOK_EVERY_MS);
  }
}

function outcomeLine(target: string, { state, lastStatus, lastError }: Outcome): string {
  const good = state === "succeeded";
  const answer = lastError ?? (lastStatus === null ? "no answer yet" : `answered ${lastStatus}`);
  const words = color(good ? "green" : "red", good ? "succeeded" : state);
  return `Delivery to ${target} ${words}: ${oneLine(answer)}`;
}
