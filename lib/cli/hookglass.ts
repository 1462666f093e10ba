import { enableCompileCache } from "node:module";
import { join } from "node:path";
import packageJson from "#package" with { type: "json" };
import type { Command } from "./command.ts";
import { type CommandSummary, commandHelp, overview } from "./help.ts";
import { EXIT, Stop, WrongUsage } from "./stop.ts";
import { note, oneLine, say } from "./terminal.ts";

type Listed = CommandSummary & { load: () => Promise<Command> };

/** Each is loaded when it is called: `--help` need not wait for sockets and signatures. */
const COMMANDS: readonly Listed[] = [
  {
    name: "listen",
    usage: "<bin> --to <url>",
    summary: "send what a bin captures on to a server of yours, as it comes",
    load: () => import("./commands/listen.ts").then((module) => module.listen),
  },
  {
    name: "tail",
    usage: "<bin>",
    summary: "print what a bin captures, as it comes",
    load: () => import("./commands/tail.ts").then((module) => module.tail),
  },
  {
    name: "send",
    usage: "<provider.event> --bin <bin>",
    summary: "send a signed sample of a provider into a bin",
    load: () => import("./commands/send.ts").then((module) => module.send),
  },
  {
    name: "open",
    usage: "[bin]",
    summary: "open a bin in the browser, a new one when none is named",
    load: () => import("./commands/open.ts").then((module) => module.open),
  },
  {
    name: "verify",
    usage: "--scheme <id> --secret <secret> [file]",
    summary: "check the signature of a request in a file, here and without a server",
    load: () => import("./commands/verify.ts").then((module) => module.verifyFile),
  },
];

// A good part of a start is compiling what the last one compiled.
enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/node"));
process.stdout.on("error", endQuietly);
process.exitCode = await run(process.argv.slice(2));

async function run([name, ...args]: string[]): Promise<number> {
  if (name === "--version") return tell(packageJson.version);
  if (name === undefined || ["--help", "-h", "help"].includes(name)) {
    return tell(overview(COMMANDS, packageJson.version));
  }
  const listed = COMMANDS.find((command) => command.name === name);
  if (!listed) {
    const what = name.startsWith("-") ? "option" : "command";
    return refuse(`There is no ${what} “${name}”.`, "hookglass --help");
  }
  const command = await listed.load();
  if (args.includes("--help") || args.includes("-h")) return tell(commandHelp(command));
  try {
    return await command.main(args);
  } catch (error) {
    if (error instanceof WrongUsage) return refuse(error.message, `hookglass ${name} --help`);
    if (!(error instanceof Stop)) throw error;
    note(oneLine(error.message));
    return error.exitCode;
  }
}

function tell(text: string): number {
  say(text);
  return EXIT.ok;
}

function refuse(sentence: string, help: string): number {
  note(`${oneLine(sentence)} \`${help}\` tells more.`);
  return EXIT.usage;
}

/** Whoever reads our output has gone (`hookglass tail … | head`): there is nobody left to tell. */
function endQuietly(error: NodeJS.ErrnoException): void {
  process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.failed);
}
