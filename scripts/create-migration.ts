/**
 * `node scripts/create-migration.ts <name>`: writes the SQL that leads from the committed
 * schema.prisma to the one in the working tree. The engine wants a database to speak to, so an
 * empty one runs while it works.
 */
import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import {
  NO_FILTER,
  openSchemaEngine,
  readMigrations,
  readSchema,
} from "#lib/embedded/schema-engine.ts";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Give the migration a name of lower-case letters, digits and underscores.");
  process.exit(1);
}

const { baseDir, migrationDirectories } = await readMigrations();
const schema = (content: string) => ({ files: [{ path: "schema.prisma", content }] });
const committed = () => execFileSync("git", ["show", "HEAD:prisma/schema.prisma"]).toString();

const dataDir = await mkdtemp(join(tmpdir(), "hookglass-migration-"));
await chmod(dataDir, 0o755);
const postgres = await startEmbeddedPostgres(dataDir);
const engine = await openSchemaEngine(postgres.connectionString);
const from =
  migrationDirectories.length === 0
    ? { tag: "empty" as const }
    : { tag: "schemaDatamodel" as const, ...schema(committed()) };
const to = { tag: "schemaDatamodel" as const, ...schema(await readSchema()) };
const { stdout: sql } = await engine
  .diff({ from, to, script: true, exitCode: null, filters: NO_FILTER })
  .finally(async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

if (!sql || sql.includes("This is an empty migration")) {
  console.log("schema.prisma is as committed: nothing to do.");
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(baseDir, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), sql);
  console.log(`Wrote ${join(folder, "migration.sql")}`);
}
