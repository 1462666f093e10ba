import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "#lib/embedded/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { startPlainNextOn } from "#tests/support/plain-next.ts";
import { makeDataDir, startServer } from "#tests/support/server.ts";

type Door = { origin: string; stop: () => Promise<unknown> };

const DOORS: Record<string, (databaseUrl: string, dataDir: string) => Promise<Door>> = {
  "the raw door": (databaseUrl, dataDir) =>
    startServer({ dataDir, env: { DATABASE_URL: databaseUrl } }),
  "the Next.js route door": startPlainNextOn,
};

describe.each(Object.entries(DOORS))("%s, when the database is away", (_name, start) => {
  let dataDir: string;
  let postgres: EmbeddedPostgres;
  let door: Door;
  let bin: TestBin;
  beforeAll(async () => {
    dataDir = await makeDataDir();
    postgres = await startEmbeddedPostgres(dataDir);
    await migrate(postgres.connectionString);
    door = await start(postgres.connectionString, dataDir);
    bin = await createTestBin(door.origin);
  });
  afterEach(() => postgres?.ensureRunning());
  afterAll(async () => {
    await door?.stop();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const capture = (slug = bin.slug) =>
    fetch(`${door.origin}/in/${slug}`, { method: "POST", body: "{}" });
  const health = () => fetch(`${door.origin}/api/v1/health`);

  test("refuses with 503 and Retry-After, recovers by itself, and has lost nothing", async () => {
    const acknowledged: (string | null)[] = [];
    const note = (answer: Response) => {
      if (answer.status === 200) acknowledged.push(answer.headers.get("hookglass-request-id"));
    };
    note(await capture());
    expect(await (await health()).json()).toMatchObject({ status: "ok", database: "ok" });
    await postgres.stop();

    for (const slug of [bin.slug, "a".repeat(26)]) {
      const refused = await capture(slug);
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
      expect(refused.headers.get("access-control-allow-origin")).toBe("*");
      expect(await refused.json()).toMatchObject({ error: { code: "unavailable" } });
    }
    const ill = await health();
    expect(ill.status).toBe(503);
    expect(await ill.json()).toMatchObject({ status: "unavailable", database: "unavailable" });
    for (const path of ["/bins", `/bins/${bin.id}`, `/bins/${bin.id}/requests?q=x`]) {
      const answer = await callApi(door.origin, bin.ownerToken, "GET", path);
      expect([path, answer.status]).toEqual([path, 503]);
      expect(answer.headers.get("retry-after")).toBe("2");
      expect(answer.body).toMatchObject({ error: { code: "unavailable" } });
    }

    await postgres.ensureRunning();
    await expect
      .poll(
        async () => {
          const answer = await capture();
          note(answer);
          return answer.status;
        },
        { timeout: 15_000 },
      )
      .toBe(200);
    await expect.poll(async () => (await health()).status, { timeout: 15_000 }).toBe(200);
    const path = `/bins/${bin.id}/requests?limit=500`;
    const list = await callApi(door.origin, bin.ownerToken, "GET", path);
    const stored = summariesSchema.parse(list.body).items.map(({ id }) => id);
    expect(stored).toEqual([...acknowledged].reverse());
  });

  test("says within seconds that a database that hangs is no database", async () => {
    const pids = await postgresPids(dataDir);
    for (const pid of pids) process.kill(pid, "SIGSTOP");
    try {
      const started = performance.now();
      expect((await health()).status).toBe(503);
      expect(performance.now() - started).toBeLessThan(4_000);
    } finally {
      for (const pid of pids) process.kill(pid, "SIGCONT");
    }
    await expect.poll(async () => (await health()).status, { timeout: 15_000 }).toBe(200);
    expect((await capture()).status).toBe(200);
  });
});

/** The postmaster and all its children. */
async function postgresPids(dataDir: string): Promise<number[]> {
  const text = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8");
  const postmaster = Number.parseInt(text, 10);
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
      // The name of the program, in brackets, may hold anything.
      const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return { pid: Number(pid), parent: Number(parent) };
    }),
  );
  const children = parents.filter(({ parent }) => parent === postmaster).map(({ pid }) => pid);
  return [postmaster, ...children];
}
