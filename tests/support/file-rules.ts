import type { SourceFiles } from "./import-rules.ts";

const MAX_FILE_LINES = 300;
const MAX_ROUTE_LINES = 40;

const KEBAB_FILE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?\.tsx?$/;
const KEBAB_FOLDER = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** `[binId]`, `[[...path]]`, `(group)`, `@slot`, `_private`: Next's own forms; `openapi.json`: a file's address. */
const NEXT_FOLDER = /^(?:\[.+\]|\(.+\)|@.+|_.+|[a-z0-9-]+\.[a-z]+)$/;
const SAYS_NOTHING = /^(?:utils?|helpers?|misc|common|index|types)(?:\.|$)/;

const FORBIDDEN: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/\$(?:query|execute)RawUnsafe/, "use $queryRaw or $executeRaw, which bind their parameters"],
  [/dangerouslySetInnerHTML/, "captured content is hostile: render text, or a sandboxed iframe"],
];

// What follows tells a type from the word in a sentence.
const ANY_TYPE = /(?::|\bas|[<,|&])\s*any\s*(?:[;,)=[\]>|&{}]|$)/m;
const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/.*$|"(?:[^"\\\n]|\\.)*"/gm;

/** Lines as an editor counts them. */
function lineCount(source: string): number {
  return source.replace(/\n$/, "").split("\n").length;
}

function lengthProblem(path: string, source: string): string | null {
  const lines = lineCount(source);
  if (/^app\/(?:.+\/)?route\.ts$/.test(path) && lines > MAX_ROUTE_LINES) {
    return `has ${lines} lines; a route is an adapter of at most ${MAX_ROUTE_LINES}: move the work into lib/`;
  }
  if (path.startsWith("components/ui/") || lines <= MAX_FILE_LINES) return null;
  return `has ${lines} lines, more than ${MAX_FILE_LINES}: split it by what its parts do`;
}

function nameProblem(path: string): string | null {
  const segments = path.split("/");
  const file = segments.pop() ?? "";
  const isApp = segments[0] === "app";
  const odd = segments.find(
    (folder) => !KEBAB_FOLDER.test(folder) && !(isApp && NEXT_FOLDER.test(folder)),
  );
  if (odd !== undefined) return `the folder "${odd}" is not in kebab-case: rename it`;
  if (!KEBAB_FILE.test(file)) return "is not in kebab-case: rename it";
  const vague = isApp ? undefined : [...segments, file].find((name) => SAYS_NOTHING.test(name));
  return vague === undefined ? null : `"${vague}" says nothing: name it after what it does`;
}

function textProblems(source: string): string[] {
  const problems = FORBIDDEN.flatMap(([pattern, advice]) => {
    const found = pattern.exec(source)?.[0];
    return found === undefined ? [] : [`contains ${found}: ${advice}`];
  });
  if (ANY_TYPE.test(source.replace(COMMENT_OR_STRING, '""'))) {
    problems.push("uses the type any: use unknown and narrow it, or write the type");
  }
  return problems;
}

/** Everything about single files that the house rules forbid, with what to do about it. */
export function fileViolations(files: SourceFiles): string[] {
  return [...files].flatMap(([path, source]) => {
    const shape = [lengthProblem(path, source), nameProblem(path)];
    const problems = [...shape.filter((problem) => problem !== null), ...textProblems(source)];
    return problems.map((problem) => `${path} ${problem}`);
  });
}
