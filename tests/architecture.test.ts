import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileViolations } from "#tests/support/file-rules.ts";
import { importViolations, type SourceFiles } from "#tests/support/import-rules.ts";
import { readImports } from "#tests/support/read-imports.ts";

const ROOT = join(import.meta.dirname, "..");

function sourcePaths(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

function readSources(): SourceFiles {
  const paths = ["app", "components", "lib", "scripts"].flatMap(sourcePaths);
  return new Map(
    [...paths, "server.ts"].map((path) => [path, readFileSync(join(ROOT, path), "utf8")]),
  );
}

/** The problems of one planted file, without the path and line in front. */
function importsOf(path: string, source: string): string[] {
  return importViolations(new Map([[path, source]]));
}

describe("this repository", () => {
  const sources = readSources();

  test("has sources to judge", () => {
    expect(sources.size).toBeGreaterThan(50);
  });

  test("imports only along the table of ARCHITECTURE.md", () => {
    expect(importViolations(sources)).toEqual([]);
  });

  test("keeps to the rules for files: length, names, forbidden calls", () => {
    expect(fileViolations(sources)).toEqual([]);
  });
});

describe("readImports", () => {
  test("sees every form of import", () => {
    const source = `import "./a.ts";
import b, { type B } from "#lib/b.ts";
import type { C } from "#lib/c.ts";
import {
  d,
  e,
} from "./d.ts";
export { f } from "./f.ts";
export type { G } from "./g.ts";
const h = await import("./h.ts");
type I = typeof import("./i.ts");
import * as j from 'j';
import type from "./k.ts";
// import "./comment.ts";
export const from = "./text.ts";
`;
    const seen = readImports(source).map(({ specifier, line, typeOnly }) => [
      specifier,
      line,
      typeOnly,
    ]);
    expect(seen).toEqual([
      ["./a.ts", 1, false],
      ["#lib/b.ts", 2, false],
      ["#lib/c.ts", 3, true],
      ["./d.ts", 7, false],
      ["./f.ts", 8, false],
      ["./g.ts", 9, true],
      ["j", 12, false],
      ["./k.ts", 13, false],
      ["./h.ts", 10, false],
      ["./i.ts", 11, true],
    ]);
  });
});

describe("importViolations", () => {
  test.each([
    ["app/page.tsx", "#components/bins/bin-list.tsx"],
    ["app/api/v1/bins/route.ts", "#lib/bins/queries.ts"],
    ["components/bins/bin-list.tsx", "#lib/inspection/json-tree.ts"],
    ["components/bins/bin-list.tsx", "#lib/signatures/verify.ts"],
    ["components/bins/bin-list.tsx", "#lib/realtime/events.ts"],
    ["components/bins/bin-list.tsx", "react"],
    ["lib/capture/node-door.ts", "#lib/requests/insert.ts"],
    ["lib/capture/node-door.ts", "node:http"],
    ["lib/bins/queries.ts", "#lib/bins/access.ts"],
    ["lib/bins/queries.ts", "#prisma/client/client.ts"],
    ["lib/http/route.ts", "#lib/errors.ts"],
    ["server.ts", "#lib/delivery/worker.ts"],
    ["scripts/start.ts", "#server"],
  ])("lets %s import %s", (path, specifier) => {
    expect(importsOf(path, `import { x } from "${specifier}";`)).toEqual([]);
  });

  test.each([
    ["app/page.tsx", "#prisma/client/client.ts", "app/ imports components/ and lib/ only"],
    ["app/page.tsx", "../lib/db.ts", "write imports from another folder as #lib/"],
    ["components/bins/a.tsx", "#lib/bins/queries.ts", "components run in the browser"],
    ["components/bins/a.tsx", "#lib/signatures/options.ts", "components run in the browser"],
    ["components/bins/a.tsx", "#lib/db.ts", "components run in the browser"],
    ["components/bins/a.tsx", "#app/layout.tsx", "nobody imports from app/"],
    ["lib/format.ts", "#lib/bins/schema.ts", "files directly in lib/ are the floor"],
    ["lib/format.ts", "./bins/schema.ts", "files directly in lib/ are the floor"],
    ["lib/http/route.ts", "#lib/auth/identity.ts", "lib/http may import the floor (lib/*.ts) only"],
    ["lib/realtime/bus.ts", "#lib/requests/schema.ts", "lib/realtime may import the floor"],
    ["lib/requests/page.ts", "#lib/capture/node-door.ts", "lib/requests may import auth, bins,"],
    ["lib/bins/input.ts", "#lib/responses/choose.ts", "lib/bins may import only the schemas"],
    ["lib/billing/pay.ts", "#lib/db.ts", "lib/billing is not in the table"],
    ["lib/capture/a.ts", "#components/api.ts", "only app/ and components/ import components/"],
    ["lib/capture/a.ts", "#app/page.tsx", "nobody imports from app/"],
    ["lib/capture/a.ts", "#tests/support/server.ts", "product code imports no test code"],
    ["lib/inspection/hex-dump.ts", "node:buffer", "this file is also loaded in the browser"],
    ["lib/signatures/verify.ts", "./options.ts", "this file is also loaded in the browser"],
    ["lib/inspection/to-curl.ts", "#lib/http/route.ts", "this file is also loaded in the browser"],
    ["server.ts", "#app/page.tsx", "nobody imports from app/"],
  ])("stops %s from importing %s", (path, specifier, problem) => {
    const [violation, ...more] = importsOf(path, `\nimport { x } from "${specifier}";`);
    expect(violation).toContain(`${path}:2 imports ${specifier}: ${problem}`);
    expect(more).toEqual([]);
  });

  test("lets types of schemas and events through, everywhere but upwards to app", () => {
    expect(
      importsOf("lib/realtime/bus.ts", 'import type { X } from "#lib/requests/schema.ts";'),
    ).toEqual([]);
    expect(importsOf("lib/http/a.ts", 'import type { X } from "#lib/realtime/events.ts";')).toEqual(
      [],
    );
    expect(
      importsOf("lib/http/a.ts", 'import type { X } from "#lib/bins/queries.ts";'),
    ).toHaveLength(1);
    expect(importsOf("lib/http/a.ts", 'import type { X } from "#app/page.tsx";')).toHaveLength(1);
  });
});

describe("fileViolations", () => {
  test.each([
    ["lib/bins/queries.ts", "// any word, as any\n".repeat(300)],
    ["components/ui/select.tsx", "\n".repeat(400)],
    ["app/in/[slug]/[[...path]]/route.ts", "x;\n".repeat(40)],
    ["app/api/v1/openapi.json/route.ts", ""],
    ["app/index.ts", ""],
    ["lib/auth/types-of-caller.ts", 'const note = "method: any, as any";'],
  ])("accepts %s", (path, source) => {
    expect(fileViolations(new Map([[path, source]]))).toEqual([]);
  });

  test.each([
    ["lib/bins/queries.ts", "x;\n".repeat(301), "has 301 lines, more than 300"],
    ["app/api/v1/bins/route.ts", "x;\n".repeat(41), "has 41 lines; a route is an adapter"],
    ["lib/bins/binQueries.ts", "", "is not in kebab-case"],
    ["components/Bins/list.tsx", "", 'the folder "Bins" is not in kebab-case'],
    ["lib/bins/[id]/read.ts", "", 'the folder "[id]" is not in kebab-case'],
    ["lib/bins/utils.ts", "", '"utils.ts" says nothing'],
    ["components/common/card.tsx", "", '"common" says nothing'],
    ["lib/bins/queries.ts", "db.$queryRawUnsafe(sql)", "contains $queryRawUnsafe"],
    ["lib/bins/queries.ts", "db.$executeRawUnsafe(sql)", "contains $executeRawUnsafe"],
    ["components/a.tsx", "<p dangerouslySetInnerHTML={x} />", "contains dangerouslySetInnerHTML"],
    ["lib/a.ts", "function f(x: any) {}", "uses the type any"],
    ["lib/a.ts", "const x = y as any;", "uses the type any"],
    ["lib/a.ts", "let x: Record<string, any>;", "uses the type any"],
  ])("finds what is wrong with %s (%#)", (path, source, problem) => {
    const [violation, ...more] = fileViolations(new Map([[path, source]]));
    expect(violation).toContain(`${path} ${problem}`);
    expect(more).toEqual([]);
  });
});
