import { openBin, SERVER_OPTIONS } from "#lib/cli/bins.ts";
import { defineCommand } from "#lib/cli/command.ts";
import { deliveryJson, deliveryLine, type Sent, succeeded } from "#lib/cli/delivery-line.ts";
import { FILTER_OPTION, readFilter } from "#lib/cli/filter.ts";
import { untilInterrupted } from "#lib/cli/interrupt.ts";
import { localTarget } from "#lib/cli/local-target.ts";
import { readWholeNumber } from "#lib/cli/numbers.ts";
import { createReporter, type Reporter } from "#lib/cli/reporter.ts";
import { readStart, START_OPTIONS } from "#lib/cli/start-at.ts";
import { EXIT, Stop, WrongUsage } from "#lib/cli/stop.ts";
import { note, say } from "#lib/cli/terminal.ts";
import { watchCaptures } from "#lib/cli/watch-captures.ts";
import { formatCount } from "#lib/format.ts";
import { newRequestId } from "#lib/ids.ts";

const REPORT_WITHIN_MS = 5_000;

/** `hookglass listen` */
export const listen = defineCommand({
  name: "listen",
  usage: "<bin> --to <url>",
  about: [
    "Sends every request that the bin captures on to a server of yours, as it comes: method, path and query, headers in their order and case, and the exact bytes of the body. No tunnel is needed; this program fetches what the bin has captured. What your server answers is reported back and stands in the Deliveries tab.",
    "<bin> is the id of a bin, the URL of its page, or its capture URL. Requests go one after another, in order, each once. While Hookglass or the network is away this program waits, then catches up: nothing is lost that the bin still keeps. Hookglass-Delivery-Id, the same as on the page, lets your server recognise what a broken connection made it get twice.",
  ],
  options: {
    to: { type: "string", value: "url", help: "where to: http://localhost:3000/webhooks" },
    "no-path": { type: "boolean", help: "leave the captured path and query out of the address" },
    ...FILTER_OPTION,
    ...START_OPTIONS,
    concurrency: {
      type: "string",
      value: "count",
      help: "how many may be under way at once, 1 to 64; 1 unless set, which keeps the order",
    },
    timeout: {
      type: "string",
      value: "seconds",
      help: "how long one may take, 1 to 600; 30 unless set",
    },
    insecure: { type: "boolean", help: "take any certificate that an https target shows" },
    "no-report": { type: "boolean", help: "keep the answers to yourself" },
    json: { type: "boolean", help: "print one JSON object per request" },
    ...SERVER_OPTIONS,
  },
  examples: [
    "hookglass listen 3kq7d2m5x4n6p2r7t3ab --to http://localhost:3000/webhooks",
    "hookglass listen http://127.0.0.1:3000/bins/3kq7d2m5x4n6p2r7t3ab --to http://localhost:4000 --last 10",
    "hookglass listen 3kq7d2m5x4n6p2r7t3ab --to http://localhost:3000/stripe --no-path --filter 'header:stripe-signature'",
  ],
  positionals: { min: 1, max: 1, missing: "Which bin? Give its id or URL." },
  async run(options, [text = ""]) {
    if (options.to === null) throw new WrongUsage("Where to? Give --to <url>.");
    const concurrency = readWholeNumber("--concurrency", options.concurrency, 1, 64) ?? 1;
    const timeoutS = readWholeNumber("--timeout", options.timeout, 1, 600) ?? 30;
    const matches = readFilter(options.filter);
    const start = readStart(options, Date.now());
    const target = localTarget({
      ...{ to: options.to, appendPath: !options["no-path"] },
      ...{ timeoutMs: timeoutS * 1_000, verifyTls: !options.insecure },
    });
    const { api, bin } = await openBin(text, options);
    const signal = untilInterrupted();
    const tally = { sent: 0, succeeded: 0 };
    const reporter = options["no-report"]
      ? null
      : createReporter(api, {
          signal,
          onRefused: ({ requestId }, message) =>
            note(`The answer to ${requestId} was not reported: ${message}`),
        });

    note(`Bin “${bin.name}” at ${api.server}, which captures at ${bin.captureUrl}`);
    const end = await watchCaptures({
      ...{ api, binId: bin.id, start, concurrency, isWhole: true, signal },
      async handle(_summary, capture) {
        if (capture === null || (matches !== null && !matches(capture))) return;
        const deliveryId = newRequestId();
        const result = await target.send(capture, deliveryId);
        const sent = { capture, deliveryId, result };
        say(options.json ? deliveryJson(sent) : deliveryLine(sent));
        tally.sent += 1;
        if (succeeded(result)) tally.succeeded += 1;
        await report(reporter, sent);
      },
      onLive: () => note(`Listening: each request goes to ${target.url}. Ctrl+C ends.`),
    });
    const unreported = (await reporter?.finish(REPORT_WITHIN_MS)) ?? 0;
    target.close();
    note(summary(tally));
    if (unreported > 0) note(`${formatCount(unreported, "answer")} could not be reported in time.`);
    if (end === "gone")
      throw new Stop(`The bin “${bin.name}” was deleted, or is no longer this token’s.`);
    return EXIT.ok;
  },
});

/** What was never sent (a circle, TRACE) is nothing to report. */
async function report(reporter: Reporter | null, { capture, deliveryId, result }: Sent) {
  if (reporter === null || result.stage === "guard") return;
  await reporter.add({ requestId: capture.id, deliveryId, result });
}

function summary({ sent, succeeded: good }: { sent: number; succeeded: number }): string {
  if (sent === 0) return "Nothing was sent.";
  const words = (count: number) => count.toLocaleString("en");
  return `${formatCount(sent, "request")} sent: ${words(good)} succeeded, ${words(sent - good)} did not.`;
}
