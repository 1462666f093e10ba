import pg from "pg";

/** Every row of every table as text, much as pg_dump would show them; bodies as the text they hold. */
export async function dumpDatabase(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const tables = await client.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    let text = "";
    for (const { schema, name } of tables.rows) {
      const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
      const { rows } = await client.query(`SELECT * FROM ${table}`);
      text += `${schema}.${name}\n`;
      for (const row of rows) text += `${JSON.stringify(row, bytesAsText)}\n`;
    }
    return text;
  } finally {
    await client.end();
  }
}

/** JSON.stringify has called toJSON of a Buffer by the time it asks. */
function bytesAsText(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("data" in value)) return value;
  return Array.isArray(value.data) ? Buffer.from(value.data).toString("latin1") : value;
}
