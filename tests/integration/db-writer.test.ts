import { afterAll, beforeAll, expect, test } from "vitest";
import { createDbWriter, type DbWriter } from "#lib/db-writer.ts";
import { startDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
let writer: DbWriter;
beforeAll(async () => {
  database = await startDatabase();
  await database.db.$executeRaw`CREATE TABLE written (value int, pid int DEFAULT pg_backend_pid())`;
  writer = createDbWriter({ connectionString: database.postgres.connectionString });
});
afterAll(async () => {
  await writer.end();
  await database.stop();
});

const write = (value: number) =>
  writer.query({ text: "INSERT INTO written (value) VALUES ($1)", values: [value] });

const written = () =>
  database.db.$queryRaw<{ value: number; pid: number }[]>`SELECT * FROM written ORDER BY value`;

test("statements share one connection", async () => {
  for (const value of [1, 2, 3]) await write(value);
  const rows = await written();
  expect(rows.map((row) => row.value)).toEqual([1, 2, 3]);
  expect(new Set(rows.map((row) => row.pid)).size).toBe(1);
});

test("opens again after its connection was cut while nothing ran", async () => {
  const [before] = await written();
  await database.db.$queryRaw`SELECT pg_terminate_backend(${before?.pid}::int, 5000)`;
  await write(4).catch(() => write(4));
  const last = (await written()).at(-1);
  expect(last?.value).toBe(4);
  expect(last?.pid).not.toBe(before?.pid);
});

test("a statement that fails says why, and the next one works", async () => {
  await expect(writer.query({ text: "SELECT 1/0" })).rejects.toMatchObject({ code: "22012" });
  await write(5);
  expect((await written()).at(-1)?.value).toBe(5);
});

test("a database that is not there is an error each time, and an end all the same", async () => {
  const lost = createDbWriter({ connectionString: "postgresql://nobody@127.0.0.1:1/none" });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await expect(lost.query({ text: "SELECT 1" })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  }
  await lost.end();
});
