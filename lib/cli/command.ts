import { parseArgs } from "node:util";
import { WrongUsage } from "./stop.ts";

/** An option as it is typed and as the help tells it. */
export type OptionSpec = {
  type: "string" | "boolean";
  /** May be given several times. */
  multiple?: boolean;
  /** What stands for its value in the help, without brackets: `url`. */
  value?: string;
  help: string;
};

export type OptionTable = Record<string, OptionSpec>;

/** Values by option: null, false or an empty list when it was not given. */
export type OptionValues<Table extends OptionTable> = {
  [Name in keyof Table]: Table[Name]["type"] extends "boolean"
    ? boolean
    : Table[Name] extends { multiple: true }
      ? string[]
      : string | null;
};

type CommandSpec<Table extends OptionTable> = {
  name: string;
  /** After the name: `<bin> --to <url>`. */
  usage: string;
  /** What it does, for the command's own help: paragraphs. */
  about: string[];
  options: Table;
  examples: string[];
  /** How many arguments beside options it takes. */
  positionals: { min: number; max: number; missing: string };
  run: (values: OptionValues<Table>, positionals: string[]) => Promise<number>;
};

/** A command as the dispatcher sees it. */
export type Command = Omit<CommandSpec<OptionTable>, "run"> & {
  /** Reads the arguments and runs; gives the exit code. Throws `Stop`. */
  main: (args: string[]) => Promise<number>;
};

/** Puts a command together: what it is called with is checked and typed by its own table. */
export function defineCommand<const Table extends OptionTable>(spec: CommandSpec<Table>): Command {
  const { run, ...told } = spec;
  return {
    ...told,
    main: (args) => {
      const { values, positionals } = readArguments(args, spec.options);
      const { min, max, missing } = spec.positionals;
      if (positionals.length < min) throw new WrongUsage(missing);
      const extra = positionals[max];
      if (extra !== undefined) throw new WrongUsage(`“${extra}” is one argument too many.`);
      return run(values, positionals);
    },
  };
}

function readArguments<Table extends OptionTable>(args: string[], options: Table) {
  const table = Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  try {
    const read = parseArgs({ args, options: table, allowPositionals: true, strict: true });
    const values = Object.entries(options).map(([name, spec]) => [
      name,
      read.values[name] ?? nothing(spec),
    ]);
    // parseArgs gives each value the type that the table names.
    const typed = Object.fromEntries(values) as OptionValues<Table>;
    return { values: typed, positionals: read.positionals };
  } catch (error) {
    throw new WrongUsage(explain(error));
  }
}

function nothing({ type, multiple }: OptionSpec): false | null | [] {
  if (type === "boolean") return false;
  return multiple ? [] : null;
}

/** Node's own sentence, without its advice on arguments that begin with a hyphen. */
function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [sentence = message] = message.split(/\. |\n/);
  return `${sentence.replace(/\.$/, "")}.`;
}
