import { execFile, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { StartError } from "#lib/errors.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { lockFolder } from "./folder-lock.ts";
import { forgetPostgresPid, isPostgresRunning } from "./pid-file.ts";
import { giveTo, makeFolderOf, type RunAs, unprivilegedUser } from "./unprivileged-user.ts";

/** A PostgreSQL of our own, running in the data folder. */
export type EmbeddedPostgres = {
  connectionString: string;
  /** Starts it again if it died; resolves to true when it had to. */
  ensureRunning: () => Promise<boolean>;
  /** Fast shutdown: open transactions roll back, everything committed is kept. */
  stop: () => Promise<void>;
};

/** `cwd` is the cluster: whoever runs these programs may not be allowed through the folders above. */
type Cluster = Binaries & {
  directory: string;
  socketDir: string;
  options: { cwd: string } & RunAs;
};

const run = promisify(execFile);
const USER = "hookglass";
const START_TRIES = 3;
const TRY_AGAIN_AFTER_MS = 1_000;

/**
 * Starts the PostgreSQL that lives in `<dataDir>/postgres`, creating it at the first call. One that
 * still runs there, because its server was killed, is adopted. It listens on a Unix socket only.
 * Fails with a sentence for the operator, also when another process uses the folder.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const directory = resolve(dataDir, "postgres");
  const runAs = await unprivilegedUser();
  const socketDir = join(tmpdir(), `hookglass-${shortHash(directory)}`);
  const passwordFile = resolve(dataDir, "postgres-password");
  await mkdir(dataDir, { recursive: true });
  await makeFolderOf(socketDir, runAs);
  const lock = await lockFolder(join(socketDir, "server.sock"));
  if (!lock) {
    throw new StartError(
      `Another Hookglass is using the data folder ${resolve(dataDir)}: stop it, or give this one a HOOKGLASS_DATA_DIR and a PORT of its own`,
    );
  }
  const binaries = await findBinaries(runAs);
  await makeFolderOf(directory, runAs);
  const cluster = { ...binaries, directory, socketDir, options: { cwd: directory, ...runAs } };

  if (!(await exists(join(directory, "PG_VERSION")))) {
    await createCluster(cluster, passwordFile);
  }
  const password = (await readFile(passwordFile, "utf8")).trim();

  const ensureRunning = async () => {
    if (await isPostgresRunning(directory)) return false;
    await forgetPostgresPid(directory, runAs);
    await makeFolderOf(socketDir, runAs);
    await startCluster(cluster);
    return true;
  };
  await ensureRunning();

  return {
    connectionString: `postgresql://${USER}:${password}@localhost/postgres?host=${encodeURIComponent(socketDir)}`,
    ensureRunning,
    stop: async () => {
      const stopping = ["stop", ...inCluster(cluster), "-m", "fast", "-w", "-t", "8"];
      await run(cluster.pg_ctl, stopping, cluster.options).catch(() => undefined);
      await lock.release();
      await rm(socketDir, { recursive: true, force: true });
    },
  };
}

/** `-D` for a process that runs in the cluster. On Linux this path opens no folder above it. */
function inCluster({ directory }: Cluster): string[] {
  return ["-D", process.platform === "linux" ? "/proc/self/cwd" : directory];
}

async function createCluster(cluster: Cluster, passwordFile: string): Promise<void> {
  const password = randomBytes(24).toString("base64url");
  await writeFile(passwordFile, password, { mode: 0o600 });
  const handedOver = join(cluster.socketDir, "password");
  await writeFile(handedOver, password, { mode: 0o600 });
  await giveTo(handedOver, cluster.options);
  const access = ["-U", USER, "-A", "scram-sha-256", `--pwfile=${handedOver}`];
  const locale = ["-E", "UTF8", "--locale=C", "--no-sync"];
  await run(cluster.initdb, [...inCluster(cluster), ...access, ...locale], cluster.options)
    .catch((error) => {
      throw new StartError(`The embedded PostgreSQL could not be created.\n${error.message}`);
    })
    .finally(() => rm(handedOver, { force: true }));
}

/** Tries again, because processes of a killed server may hold its memory for a moment. */
async function startCluster(cluster: Cluster, triesLeft = START_TRIES): Promise<void> {
  const settings = [
    "listen_addresses=",
    `unix_socket_directories=${cluster.socketDir}`,
    "unix_socket_permissions=0700",
    "synchronous_commit=on",
    "shared_buffers=256MB",
    // What is read is nearly always in the page cache: worker processes only add hand-overs.
    "io_method=sync",
    "max_wal_size=1GB",
    "max_connections=60",
  ];
  const [flag = "", path = ""] = inCluster(cluster);
  const options = settings.map((setting) => `-c ${setting}`).join(" ");
  const log = "server.log";
  // Without pipes: the server inherits them and pg_ctl would never seem to end.
  const child = spawn(
    cluster.pg_ctl,
    ["start", flag, path, "-l", join(path, log), "-w", "-t", "30", "-o", options],
    { ...cluster.options, stdio: "ignore", detached: true },
  );
  const code = await new Promise((done, failed) => child.on("exit", done).on("error", failed));
  if (code === 0) return;
  if (triesLeft > 1) {
    await sleep(TRY_AGAIN_AFTER_MS);
    return startCluster(cluster, triesLeft - 1);
  }
  const tail = await readFile(join(cluster.directory, log), "utf8").then(
    (text) => text.slice(-1500),
    () => "no log was written",
  );
  throw new StartError(`The embedded PostgreSQL did not start.\n${tail}`);
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
