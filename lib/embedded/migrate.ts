import pg from "pg";
import { StartError } from "#lib/errors.ts";
import { NO_FILTER, openSchemaEngine, readMigrations } from "./schema-engine.ts";

/** Any number will do, as long as every Hookglass uses the same. */
const LOCK_KEY = 4_663_521_177;

/**
 * Brings the database to this version's schema and returns the names of the migrations applied.
 * Several processes may call it at once: an advisory lock lets one work while the others wait.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error) => {
    throw new StartError(`Cannot connect to PostgreSQL: ${reasonOf(error)}`);
  });
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK_KEY]);
    const migrations = await readMigrations();
    const applied = await finishedMigrations(client);
    if (migrations.migrationDirectories.every(({ path }) => applied.has(path))) return [];
    const engine = await openSchemaEngine(connectionString);
    const result = await engine.applyMigrations({ migrationsList: migrations, filters: NO_FILTER });
    return result.appliedMigrationNames;
  } finally {
    await client.end();
  }
}

async function finishedMigrations(client: pg.Client): Promise<Set<string>> {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (table.rows[0]?.name === null) return new Set();
  const rows = await client.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return new Set(rows.rows.map((row) => row.name));
}

/** A name with several addresses fails with one error for each, and no message of its own. */
function reasonOf(error: Error): string {
  const causes = error instanceof AggregateError ? error.errors : [error];
  return causes.map((cause: Error) => cause.message).join(", ");
}
