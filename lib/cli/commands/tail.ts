import { openBin, SERVER_OPTIONS } from "#lib/cli/bins.ts";
import { captureJson, captureLines } from "#lib/cli/capture-lines.ts";
import { defineCommand } from "#lib/cli/command.ts";
import { FILTER_OPTION, readFilter } from "#lib/cli/filter.ts";
import { untilInterrupted } from "#lib/cli/interrupt.ts";
import { readStart, START_OPTIONS } from "#lib/cli/start-at.ts";
import { EXIT, Stop } from "#lib/cli/stop.ts";
import { note, say } from "#lib/cli/terminal.ts";
import { watchCaptures } from "#lib/cli/watch-captures.ts";

/** `hookglass tail` */
export const tail = defineCommand({
  name: "tail",
  usage: "<bin>",
  about: [
    "Prints every request that the bin captures, as it comes, one line each. After a lost connection it catches up.",
    "<bin> is the id of a bin, the URL of its page, or its capture URL. Control characters in what was captured are shown as signs and never reach the terminal.",
  ],
  options: {
    headers: { type: "boolean", help: "the headers, too" },
    body: {
      type: "boolean",
      help: "the body, too: text up to 64 KiB, with --json all of it as base64",
    },
    json: { type: "boolean", help: "print one JSON object per request" },
    ...FILTER_OPTION,
    ...START_OPTIONS,
    ...SERVER_OPTIONS,
  },
  examples: [
    "hookglass tail 3kq7d2m5x4n6p2r7t3ab --headers --body",
    "hookglass tail 3kq7d2m5x4n6p2r7t3ab --last 100 --json | jq .path",
  ],
  positionals: { min: 1, max: 1, missing: "Which bin? Give its id or URL." },
  async run(options, [text = ""]) {
    const matches = readFilter(options.filter);
    const start = readStart(options, Date.now());
    const { api, bin } = await openBin(text, options);
    const signal = untilInterrupted();
    const isWhole = options.headers || options.body || matches !== null;
    const end = await watchCaptures({
      ...{ api, binId: bin.id, start, concurrency: 1, isWhole, signal },
      handle(summary, capture) {
        if (capture !== null && matches !== null && !matches(capture)) return;
        if (options.json) say(captureJson(summary, capture, options));
        else for (const line of captureLines(summary, capture, options)) say(line);
      },
      onLive: () => note(`Watching “${bin.name}” (${bin.captureUrl}). Ctrl+C ends.`),
    });
    if (end === "gone")
      throw new Stop(`The bin “${bin.name}” was deleted, or is no longer this token’s.`);
    return EXIT.ok;
  },
});
