import { posix } from "node:path";
import { readImports, type SourceImport } from "./read-imports.ts";

/** Source files by their path from the repository's root. */
export type SourceFiles = ReadonlyMap<string, string>;

/**
 * Which domains of lib/ each domain may import; all may import the floor (lib/*.ts) and themselves.
 * This is the table of ARCHITECTURE.md, "Who may import whom": change both or neither.
 */
const DOMAINS: Record<string, readonly string[]> = {
  http: [],
  embedded: [],
  realtime: [],
  auth: ["http"],
  inspection: ["http"],
  signatures: ["http"],
  responses: ["http"],
  simulators: ["http", "signatures"],
  bins: ["auth", "http", "realtime", "signatures", "responses"],
  requests: ["auth", "bins", "http", "realtime", "signatures", "inspection", "responses"],
  sharing: ["auth", "bins", "http", "realtime", "requests"],
  tokens: ["auth", "bins", "realtime"],
  capture: [
    "bins",
    "delivery",
    "http",
    "requests",
    "realtime",
    "signatures",
    "responses",
    "simulators",
  ],
  delivery: ["bins", "http", "inspection", "requests", "realtime", "signatures"],
  retention: ["bins", "realtime", "requests", "delivery"],
  cli: ["http", "inspection", "signatures", "simulators", "delivery"],
  "api-description": [
    "auth",
    "bins",
    "capture",
    "delivery",
    "http",
    "requests",
    "sharing",
    "signatures",
    "simulators",
  ],
};

const CONTRACT = /^lib\/[^/]+\/(?:schema|events)\.ts$/;
const BROWSER_SAFE =
  /^lib\/(?:inspection\/.+|signatures\/(?!options\.ts$).+|simulators\/.+|[^/]+\/(?:schema|events)\.ts|http\/headers\.ts|delivery\/(?:outgoing-headers|target-settings|retry-schedule|chain-links)\.ts|(?:format|cn|errors)\.ts)$/;

/** `lib/bins/x.ts` → `bins`; `lib/x.ts`, the floor → "". */
function domainOf(path: string): string {
  const [, domain = "", file] = path.split("/");
  return file === undefined ? "" : domain;
}

/** The path that a specifier stands for; null for a package or a Node module. */
function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  return null;
}

function floorProblem(target: string): string | null {
  return target.startsWith("lib/") && domainOf(target) !== ""
    ? "files directly in lib/ are the floor and import no domain: move the code into the domain, or take what it needs as a parameter"
    : null;
}

function domainProblem(from: string, target: string): string | null {
  const domain = domainOf(from);
  const wanted = domainOf(target);
  const allowed = DOMAINS[domain];
  if (allowed === undefined) {
    return `lib/${domain} is not in the table of domains: add it to ARCHITECTURE.md and to tests/support/import-rules.ts`;
  }
  if (!target.startsWith("lib/") || wanted === "" || wanted === domain) return null;
  if (domain === "bins" && wanted === "responses" && !CONTRACT.test(target)) {
    return "lib/bins may import only the schemas of lib/responses";
  }
  if (allowed.includes(wanted)) return null;
  const list = allowed.length > 0 ? allowed.join(", ") : "the floor (lib/*.ts)";
  return `lib/${domain} may import ${list} only: move the code down, pass it in as a parameter, or use \`import type\` on a schema.ts or events.ts`;
}

function componentProblem(target: string): string | null {
  if (target.startsWith("components/") || BROWSER_SAFE.test(target)) return null;
  return "components run in the browser: import schema.ts, events.ts, lib/inspection, lib/signatures (without options.ts), lib/simulators, http/headers, delivery/outgoing-headers, format, cn or errors; call the API, or take a prop, for the rest";
}

function browserProblem(target: string | null, specifier: string): string | null {
  if (target === null) {
    return /^node:|^(?:next|pg|pino|undici)(?:\/|$)/.test(specifier)
      ? "this file is also loaded in the browser: use web standards (Uint8Array, TextDecoder, crypto.subtle)"
      : null;
  }
  return BROWSER_SAFE.test(target)
    ? null
    : "this file is also loaded in the browser and may import only browser-safe files of lib/: see BROWSER_SAFE in tests/support/import-rules.ts";
}

function layerProblem(from: string, target: string): string | null {
  const layer = from.split("/")[0];
  const wanted = target.split("/")[0];
  if (wanted === "tests") return "product code imports no test code";
  if (wanted === "app" && layer !== "app") {
    return "nobody imports from app/: move what is shared into components/ or lib/";
  }
  if (layer === "app") {
    return ["app", "components", "lib"].includes(wanted ?? "")
      ? null
      : "app/ imports components/ and lib/ only";
  }
  if (layer === "components") return componentProblem(target);
  if (wanted === "components") return "only app/ and components/ import components/";
  if (layer !== "lib") return null;
  return domainOf(from) === "" ? floorProblem(target) : domainProblem(from, target);
}

function importProblem(from: string, found: SourceImport): string | null {
  const { specifier, typeOnly } = found;
  if (specifier.startsWith("../") || specifier === "..") {
    return "write imports from another folder as #lib/…, #components/… or #app/…";
  }
  const target = resolve(from, specifier);
  if (target !== null && typeOnly && CONTRACT.test(target)) return null;
  const problem = target === null ? null : layerProblem(from, target);
  if (problem !== null) return problem;
  return BROWSER_SAFE.test(from) && !typeOnly ? browserProblem(target, specifier) : null;
}

/** Every import that the layers or the table of domains don't allow, with what to do about it. */
export function importViolations(files: SourceFiles): string[] {
  return [...files].flatMap(([path, source]) =>
    readImports(source).flatMap((found) => {
      const problem = importProblem(path, found);
      return problem === null
        ? []
        : [`${path}:${found.line} imports ${found.specifier}: ${problem}`];
    }),
  );
}
