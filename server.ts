import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { inspect } from "node:util";
import next from "next";
import { identify } from "#lib/auth/identity.ts";
import { findReadableBin } from "#lib/bins/access.ts";
import { captureNodeRequest } from "#lib/capture/node-door.ts";
import { captureService, drainCapture } from "#lib/capture/shared-service.ts";
import { prepareDataFolder } from "#lib/data-folder.ts";
import { connectDb, disconnectDb } from "#lib/db.ts";
import { findDeliveries } from "#lib/delivery/queries.ts";
import { startDeliveryWorker } from "#lib/delivery/worker.ts";
import { migrate } from "#lib/embedded/migrate.ts";
import { startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { watchPostgres } from "#lib/embedded/watchdog.ts";
import { env } from "#lib/env.ts";
import { StartError } from "#lib/errors.ts";
import { setWorkerRunning } from "#lib/health.ts";
import { CLIENT_ADDRESS_HEADER, clientAddress, clientKey } from "#lib/http/client-address.ts";
import { contentSecurityPolicy } from "#lib/http/content-security-policy.ts";
import { closeGracefully, createHttpServer, listen } from "#lib/http/listen.ts";
import { pageOrigins, setListeningOrigin } from "#lib/http/origin.ts";
import { refuseMalformed } from "#lib/http/refuse-malformed.ts";
import { originForm } from "#lib/http/request-target.ts";
import { createTokenBuckets } from "#lib/http/token-bucket.ts";
import { logger } from "#lib/logger.ts";
import { startSocketServer } from "#lib/realtime/socket-server.ts";
import type { WatchRules } from "#lib/realtime/watch-bin.ts";
import { findSlug } from "#lib/requests/bin-address.ts";
import { diagnoseInThreads } from "#lib/requests/diagnosis-thread.ts";
import { listRequestsSince, newestRequestId } from "#lib/requests/queries.ts";
import { startRetention } from "#lib/retention/job.ts";
import { deriveKey, ensureSecret } from "#lib/secret-key.ts";

const STOP_WITHIN_MS = 9_500;
const START_WITHIN_MS = 30_000;
const MAX_CAPTURE_STOP_MS = 5_000;
/** Each watch asks the database several times: so many at once, and then one every half second. */
const WATCHES = { burst: 40, perMs: 20_000 };

const dev = process.argv.includes("--dev");
const say = (text: string) => process.stderr.write(`${text}\n`);

// 0. From here on, an error or a signal ends this process in an orderly way.
const started = Promise.withResolvers<void>();
let stopping = false;
let stopDatabase = async () => {};
process.on("uncaughtException", giveUp);
process.on("SIGTERM", stop);
process.on("SIGINT", stop);

const settings = env();
const { DATABASE_URL, HOOKGLASS_DATA_DIR } = settings;
if (!DATABASE_URL || !settings.HOOKGLASS_SECRET) await prepareDataFolder(HOOKGLASS_DATA_DIR);
await ensureSecret(HOOKGLASS_DATA_DIR);

// 1. The database.
if (!DATABASE_URL) say("Starting the embedded PostgreSQL …");
const postgres = DATABASE_URL ? null : await startEmbeddedPostgres(HOOKGLASS_DATA_DIR);
const watchdog = postgres && watchPostgres(postgres);
stopDatabase = async () => {
  await watchdog?.stop();
  await postgres?.stop();
};
const databaseUrl = DATABASE_URL ?? postgres?.connectionString ?? "";
const migrations = await migrate(databaseUrl);
if (migrations.length > 0) say(`Migrated the database: ${migrations.join(", ")}`);
if (stopping) await stopDatabase().finally(() => process.exit(0));
connectDb(databaseUrl);

// 2. One server: capture first, then Socket.io, then Next.js.
const captureHost = settings.HOOKGLASS_CAPTURE_ORIGIN
  ? { hostname: new URL(settings.HOOKGLASS_CAPTURE_ORIGIN).hostname }
  : null;
const server = createHttpServer((request) => upgradeHost(request) !== null);
const origin = await reserveAddress();

// Both would put their own listeners before ours: they get servers that never listen.
const [nextServer, socketServer] = [createServer(), createServer()];
const app = next({ dev, dir: import.meta.dirname, httpServer: nextServer });
const handlePage = app.getRequestHandler();
const prepared = app.prepare();

const service = captureService();
diagnoseInThreads();
server.on("request", (request, response) => handle(request, response, false));
server.on("checkContinue", (request, response) => handle(request, response, true));
// Any other expectation is the sender's affair: the request is captured as it came.
server.on("checkExpectation", (request, response) => handle(request, response, false));
server.on("upgrade", (request, socket, head) => {
  if (!upgradeHost(request)?.emit("upgrade", request, socket, head)) socket.destroy();
});

const sockets = await startSocketServer({
  httpServer: socketServer,
  isAllowedOrigin,
  clientOf: (request) => clientKey(addressOf(request)),
  rules: watchRules(settings.REDIS_URL !== undefined),
  redisUrl: settings.REDIS_URL,
});

// 3. Work in the background.
const worker = await startDeliveryWorker(databaseUrl);
setWorkerRunning(true);
const retention = startRetention();
await prepared;

process.off("uncaughtException", giveUp);
process.on("unhandledRejection", (error) => logger.error({ err: error }, "unhandled rejection"));
if (!stopping) console.log(`Hookglass is ready: ${origin}`);
started.resolve();

/** Says why the server could not start, and leaves nothing running. */
async function giveUp(error: unknown): Promise<never> {
  say(error instanceof StartError ? error.message : inspect(error));
  await stopDatabase();
  process.exit(1);
}

async function reserveAddress(): Promise<string> {
  const address = await listen(server, settings.PORT, settings.HOST).catch((error) => {
    throw new StartError(
      error.code === "EADDRINUSE"
        ? `Port ${settings.PORT} is taken: set PORT to another one`
        : `Cannot listen on ${settings.HOST}:${settings.PORT}: ${error.message}`,
    );
  });
  setListeningOrigin(address);
  process.env.NEXTAUTH_URL ??= settings.HOOKGLASS_PUBLIC_ORIGIN ?? address;
  process.env.NEXTAUTH_SECRET ??= deriveKey("next-auth").toString("hex");
  return address;
}

function handle(
  request: IncomingMessage,
  response: ServerResponse,
  expectsContinue: boolean,
): void {
  if (stopping) response.shouldKeepAlive = false;
  const slug = slugOf(request);
  if (slug === null && isSocketPath(request)) {
    if (socketServer.emit("request", request, response)) return;
  }
  const trustedProxies = settings.HOOKGLASS_TRUST_PROXY;
  const handled =
    slug === null
      ? handleWithNext(request, response, expectsContinue)
      : captureNodeRequest({
          ...{ service, slug, request, response, trustedProxies, expectsContinue },
          isStopping: () => stopping,
        });
  handled.catch((error) => {
    logger.error({ err: error }, "a request failed");
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
}

function slugOf({ url = "/", headers }: IncomingMessage): string | null {
  return findSlug(url, headers.host, captureHost);
}

function isSocketPath({ url = "" }: IncomingMessage): boolean {
  return url.startsWith("/socket.io/");
}

/** Who may change a request's protocol; null: it is an ordinary request, to a bin for example. */
function upgradeHost(request: IncomingMessage): Server | null {
  if (slugOf(request) !== null) return null;
  if (isSocketPath(request)) return socketServer;
  return dev && request.url?.startsWith("/_next/") ? nextServer : null;
}

async function handleWithNext(
  request: IncomingMessage,
  response: ServerResponse,
  expectsContinue: boolean,
): Promise<void> {
  request.url = originForm(request.url ?? "/");
  if (refuseMalformed(request, response)) return;
  await prepared;
  if (expectsContinue) response.writeContinue();
  const nonce = randomBytes(16).toString("base64");
  const [path = "/"] = request.url.split("?", 1);
  const policy = contentSecurityPolicy({ nonce, path, dev });
  // Next.js reads the nonce for its own scripts from this header of the request.
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  request.headers[CLIENT_ADDRESS_HEADER] = addressOf(request);
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "no-referrer");
  await handlePage(request, response);
}

function addressOf({ socket, headers }: IncomingMessage): string {
  return clientAddress({
    socketAddress: socket.remoteAddress ?? "",
    forwardedFor: headers["x-forwarded-for"]?.toString() ?? null,
    trustedProxies: settings.HOOKGLASS_TRUST_PROXY,
  });
}

function isAllowedOrigin(request: IncomingMessage): boolean {
  const { origin: from, host } = request.headers;
  if (from === undefined) return true;
  return pageOrigins().includes(from) || (URL.canParse(from) && new URL(from).host === host);
}

function watchRules(severalServers: boolean): WatchRules {
  const turns = createTokenBuckets(WATCHES.burst, WATCHES.perMs);
  return {
    async authorize(credentials, binId) {
      const caller = await identify(credentials);
      const readable = await findReadableBin(caller, binId);
      return readable && { share: readable.share, apiTokenId: caller.apiToken?.tokenId ?? null };
    },
    listSince: (binId, since, limit) => listRequestsSince({ binId, since, limit, severalServers }),
    newestId: newestRequestId,
    findDeliveries,
    takeTurn: (socketId) => turns.take(socketId, Date.now()),
  };
}

/** Stops accepting, finishes what was accepted, and leaves nothing running. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setWorkerRunning(false);
  say("Stopping …");
  // Half a start cannot be undone: a stop that is asked for meanwhile comes after it.
  setTimeout(() => process.exit(1), START_WITHIN_MS).unref();
  await started.promise;
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  const [closed, worked] = [closeGracefully(server), worker.stop()];
  await sockets.stop();
  await Promise.race([closed, new Promise((late) => setTimeout(late, MAX_CAPTURE_STOP_MS))]);
  await drainCapture();
  await Promise.all([worked, retention.stop()]);
  await disconnectDb();
  await stopDatabase();
  process.exit(0);
}
