/** One import or re-export of a source file. */
export type SourceImport = {
  /** As written: `#lib/db.ts`, `./x.ts`, `react`. */
  specifier: string;
  /** 1-based. */
  line: number;
  /** True for `import type` and `export type`, which leave nothing at run time. */
  typeOnly: boolean;
};

const STATIC =
  /^\s*(?:import|export)(?<type>\s+type(?=\s+(?!from\s*["'])[\w{*]))?(?:[\s\w$*{},]*?\bfrom)?\s*(?<quote>["'])(?<specifier>[^"'\n]+)\k<quote>/gm;
const DYNAMIC =
  /(?<type>\btypeof\s+)?\bimport\(\s*(?<quote>["'`])(?<specifier>[^"'`\n]+)\k<quote>/g;

/** Every import of a TypeScript source, by its text; enough for code that the formatter has shaped. */
export function readImports(source: string): SourceImport[] {
  return [...source.matchAll(STATIC), ...source.matchAll(DYNAMIC)].map(
    ({ 0: text, index, groups }) => ({
      specifier: groups?.specifier ?? "",
      line: source.slice(0, index + text.length).split("\n").length,
      typeOnly: groups?.type !== undefined,
    }),
  );
}
