import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { defineCommand } from "#lib/cli/command.ts";
import { addressOfRaw, parseRawRequest } from "#lib/cli/raw-request.ts";
import { EXIT, Stop, WrongUsage } from "#lib/cli/stop.ts";
import { jsonLine, note, say } from "#lib/cli/terminal.ts";
import { isGenuine, verdictLines } from "#lib/cli/verdict-lines.ts";
import { formatBytes } from "#lib/format.ts";
import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import { detectSchemes } from "#lib/signatures/detect.ts";
import { diagnose } from "#lib/signatures/diagnosis/diagnose.ts";
import { verifyInputSchema } from "#lib/signatures/options.ts";
import { verify } from "#lib/signatures/verify.ts";

/** Nobody else waits for this processor. */
const DIAGNOSIS_BUDGET_MS = 10_000;

/** `hookglass verify` */
export const verifyFile = defineCommand({
  name: "verify",
  usage: "--scheme <id> --secret <secret> [file]",
  about: [
    "Checks the signature of an HTTP request that stands in a file as it was sent (request line, headers, an empty line, the body), or on standard input. Everything happens here: no server is asked, nothing is sent.",
    "The body counts byte by byte; lines of the head may end with CRLF or LF. When the signature is wrong it says which one change would have made it right. Exit code 0: verified (or authenticated, by a shared token), 1: not, 2: wrong usage.",
  ],
  options: {
    scheme: { type: "string", value: "id", help: "how the sender signs: stripe, github, …" },
    secret: {
      type: "string",
      multiple: true,
      value: "secret",
      help: "as the provider gives it; several times while secrets change",
    },
    "secret-file": {
      type: "string",
      multiple: true,
      value: "path",
      help: "the same from a file, which other users of this machine can't see in the list of processes",
    },
    url: {
      type: "string",
      value: "url",
      help: "the address the provider sent to, where it is signed, too",
    },
    option: {
      type: "string",
      multiple: true,
      value: "name=value",
      help: "a setting of the scheme: toleranceSeconds=0, header=X-Signature, template={body}, …",
    },
    at: {
      type: "string",
      value: "when",
      help: "when it arrived, for the timestamp: 2026-12-31T12:00:00Z; now unless set",
    },
    json: { type: "boolean", help: "print JSON" },
  },
  examples: [
    "hookglass verify --scheme stripe --secret whsec_… request.http",
    "hookglass verify --scheme github --secret-file secret.txt --json < request.http",
    "hookglass verify --scheme generic-hmac --secret k --option header=X-Signature --option alg=sha256 request.http",
  ],
  positionals: { min: 0, max: 1, missing: "" },
  async run(options, [path]) {
    const parsed = parseRawRequest(await readMessage(path));
    if (!parsed.ok) throw new WrongUsage(`${path ?? "Standard input"}: ${parsed.message}.`);
    const raw = parsed.request;
    if (options.scheme === null) throw new WrongUsage(proposeSchemes(raw));
    const files = options["secret-file"].map((file) => readFile(file, "utf8").catch(cannotRead));
    const secrets = [
      ...options.secret,
      ...(await Promise.all(files)).map((text) => text.replace(/\r?\n$/, "")),
    ];
    if (secrets.length === 0) throw new WrongUsage("With which secret? Give --secret.");
    const url = options.url ?? addressOfRaw(raw);
    const checked = verifyInputSchema.safeParse({
      ...{ scheme: options.scheme, secrets, options: readOptions(options.option) },
      ...(options.at === null ? {} : { now: options.at }),
      request: { method: raw.method, url, headers: raw.headers },
    });
    if (!checked.success) throw new WrongUsage(explain(checked.error.issues));
    warnOfLength(raw);

    const { now, request, ...rest } = checked.data;
    const signed = { ...request, body: raw.body };
    const input = { ...rest, request: signed, capturedAt: now ?? new Date() };
    const verification = await verify(input);
    const diagnosis = await diagnose({
      ...{ ...input, budgetMs: DIAGNOSIS_BUDGET_MS, maxBodyBytes: raw.body.length },
    });
    if (options.json) say(jsonLine({ ...verification, diagnosis }));
    else for (const line of verdictLines(verification, diagnosis)) say(line);
    if (verification.cause === "timestamp_out_of_tolerance" && now === undefined && !options.json) {
      note("Measured against now: --at says when it arrived.");
    }
    return isGenuine(verification) ? EXIT.ok : EXIT.failed;
  },
});

async function readMessage(path: string | undefined): Promise<Uint8Array> {
  if (path !== undefined && path !== "-") return readFile(path).catch(cannotRead);
  if (process.stdin.isTTY) throw new WrongUsage("Which request? Name a file, or pipe one in.");
  return buffer(process.stdin);
}

function cannotRead(error: NodeJS.ErrnoException): never {
  throw new Stop(`Cannot read ${error.path ?? "the file"} (${error.code}).`, EXIT.usage);
}

function proposeSchemes({ headers, body }: { headers: HeaderList; body: Uint8Array }): string {
  const likely = detectSchemes(headers, body).slice(0, 3);
  const look = likely.length === 0 ? "" : ` This request looks like ${likely.join(" or ")}.`;
  return `Which scheme? Give --scheme.${look}`;
}

/** `name=value` each; what is a number in the settings is one here. */
function readOptions(pairs: readonly string[]): Record<string, string | number> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf("=");
      if (equals < 1) throw new WrongUsage(`--option takes name=value, not “${pair}”.`);
      const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
      return [name, /^tolerance/.test(name) && value !== "" ? Number(value) : value];
    }),
  );
}

function explain(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  return issues
    .map(({ path, message }) => {
      const [first = "", ...more] = path.map(String);
      const name = first === "now" ? "--at" : first === "options" ? "--option" : `--${first}`;
      return `${[name, ...more].join(" ")}: ${message}`.trimEnd();
    })
    .join("; ")
    .concat(".");
}

/** An editor that adds a line break at the end is the usual way to break a signature. */
function warnOfLength({ headers, body }: { headers: HeaderList; body: Uint8Array }): void {
  const declared = findHeader(headers, "content-length")?.trim();
  if (declared === undefined || Number(declared) === body.length) return;
  const has = `${formatBytes(body.length)} (${body.length} bytes)`;
  note(`The body has ${has}, but its Content-Length says ${declared}: was the file changed?`);
}
