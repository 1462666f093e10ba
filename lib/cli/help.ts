import type { Command, OptionSpec } from "./command.ts";

/** Options that every command understands. */
const COMMON: [string, OptionSpec][] = [["help", { type: "boolean", help: "show this and end" }]];

/** A command as the list of all shows it. */
export type CommandSummary = { name: string; usage: string; summary: string };

/** `hookglass --help`. */
export function overview(commands: readonly CommandSummary[], version: string): string {
  const rows = commands.map(({ name, usage, summary }): Row => [`${name} ${usage}`, summary]);
  return [
    `Hookglass ${version}: watch webhooks arrive, and have them delivered to your own machine.`,
    "",
    "Usage: hookglass <command> [options]",
    "",
    ...table(rows),
    "",
    "Settings, as options of the commands or in the environment:",
    ...table([
      ["HOOKGLASS_SERVER", "where Hookglass runs: http://127.0.0.1:3000 unless set"],
      [
        "HOOKGLASS_TOKEN",
        "who you are: an API token of the bin (its settings, Command line), or its ownerToken",
      ],
      [
        "HTTP_PROXY, HTTPS_PROXY, NO_PROXY",
        "the way to Hookglass; your own target is reached directly",
      ],
      ["NO_COLOR", "no colors, also on a terminal"],
    ]),
    "",
    "`hookglass <command> --help` tells more. Exit codes: 0 done, 1 failed or refused, 2 wrong usage.",
  ].join("\n");
}

/** `hookglass <command> --help`. */
export function commandHelp({ name, usage, about, options, examples }: Command): string {
  const rows = [...Object.entries(options), ...COMMON].map(([option, { value, help }]): Row => {
    return [`--${option}${value === undefined ? "" : ` <${value}>`}`, help];
  });
  return [
    `Usage: hookglass ${name} ${usage}`,
    "",
    ...about.flatMap((paragraph) => [...wrap(paragraph, 0), ""]),
    "Options:",
    ...table(rows),
    "",
    examples.length === 1 ? "Example:" : "Examples:",
    ...examples.map((example) => `  ${example}`),
  ].join("\n");
}

const WIDTH = 96;
const MAX_LEFT = 34;

type Row = [left: string, right: string];

/** Two columns; what is too long on the left has a line of its own. */
function table(rows: readonly Row[]): string[] {
  const lengths = rows.map(([left]) => left.length).filter((length) => length <= MAX_LEFT);
  const column = Math.max(0, ...lengths) + 4;
  return rows.flatMap(([left, right]) => {
    const [first = "", ...more] = wrap(right, column);
    const start = `  ${left}`;
    if (start.length + 2 > column) return [start, " ".repeat(column) + first, ...more.map(pad)];
    return [start.padEnd(column) + first, ...more.map(pad)];

    function pad(line: string): string {
      return " ".repeat(column) + line;
    }
  });
}

function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
