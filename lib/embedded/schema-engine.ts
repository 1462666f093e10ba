import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";

const PRISMA_DIR = join(import.meta.dirname, "../../prisma");

/** Nothing in the database is managed outside Prisma's schema. */
export const NO_FILTER = { externalTables: [], externalEnums: [] };

/** The generated glue exports this too, but its declarations leave it out. */
type WasmGlue = typeof glue & { __wbg_set_wasm: (exports: WebAssembly.Exports) => void };

/**
 * Prisma's schema engine as WebAssembly: the same engine and `_prisma_migrations` table as
 * `prisma migrate`, without the native binary that must be downloaded.
 */
export async function openSchemaEngine(connectionString: string): Promise<SchemaEngine> {
  loading ??= loadEngine();
  await loading;
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }));
  const schema = await readSchema();
  return glue.SchemaEngine.new(
    { datamodels: [["schema.prisma", schema]] },
    () => undefined,
    adapter,
  );
}

/** Once per process: the glue keeps views of the first instance's memory. */
let loading: Promise<void> | null = null;

async function loadEngine(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
  const imports = { "./schema_engine_bg.js": { ...glue } };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  (glue as WasmGlue).__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
}

/** The text of `prisma/schema.prisma`. */
export function readSchema(): Promise<string> {
  return readFile(join(PRISMA_DIR, "schema.prisma"), "utf8");
}

/** `prisma/migrations` as the engine wants it, oldest first. */
export async function readMigrations(): Promise<MigrationList> {
  const baseDir = join(PRISMA_DIR, "migrations");
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: await readFile(join(baseDir, name, "migration.sql"), "utf8"),
        },
      },
    })),
  );
  const lockfile = await readFile(join(baseDir, "migration_lock.toml"), "utf8");
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: lockfile },
    shadowDbInitScript: "",
    migrationDirectories,
  };
}
