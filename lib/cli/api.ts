import { z } from "zod";
import { type HttpAnswer, httpCall } from "./http-call.ts";
import { proxyAgent, proxySetting } from "./proxy.ts";
import { Stop } from "./stop.ts";

/** What a call came to; `away`: nobody answered, or it was asked for later, and it may be tried again. */
export type ApiAnswer<Value> =
  | { state: "ok"; value: Value }
  | { state: "refused"; status: number; message: string }
  | { state: "away"; message: string; retryAfterMs: number | null };

const refusalSchema = z.object({ error: z.object({ message: z.string() }) });

/** Statuses of a server, or a proxy before it, that is not there right now, or has too much to do. */
const AWAY = new Set([429, 502, 503, 504]);

export type Api = ReturnType<typeof createApi>;

/** Calls Hookglass's REST API as the owner of a token. */
export function createApi({ server, token }: { server: string; token: string | null }) {
  const agent = proxyAgent(server, process.env);
  const authorization: Record<string, string> =
    token === null ? {} : { authorization: `Bearer ${token}` };

  async function call(
    method: string,
    path: string,
    body: string | null,
    headers: Record<string, string> = {},
    signal: AbortSignal | null = null,
  ): Promise<ApiAnswer<Buffer>> {
    const url = new URL(path, server);
    const all = { accept: "application/json", ...authorization, ...headers };
    try {
      return judge(server, await httpCall({ url, method, headers: all, body, agent, signal }));
    } catch (error) {
      return { state: "away", message: noConnection(server, error), retryAfterMs: null };
    }
  }

  return {
    server,
    agent,
    authorization,
    /** The bytes behind a path of the server. */
    bytes: (path: string, signal: AbortSignal) => call("GET", path, null, {}, signal),
    async get<Schema extends z.ZodType>(
      path: string,
      schema: Schema,
      signal: AbortSignal | null = null,
    ): Promise<ApiAnswer<z.output<Schema>>> {
      return parse(server, await call("GET", `/api/v1${path}`, null, {}, signal), schema);
    },
    async post<Schema extends z.ZodType>(
      path: string,
      body: unknown,
      schema: Schema,
      headers: Record<string, string> = {},
    ): Promise<ApiAnswer<z.output<Schema>>> {
      const all = { "content-type": "application/json", ...headers };
      return parse(server, await call("POST", `/api/v1${path}`, JSON.stringify(body), all), schema);
    },
  };
}

/** The value of an answer. Throws `Stop` with the server's sentence when there is none. */
export function need<Value>(answer: ApiAnswer<Value>): Value {
  if (answer.state === "ok") return answer.value;
  throw new Stop(answer.message);
}

function judge(server: string, { status, headers, body }: HttpAnswer): ApiAnswer<Buffer> {
  if (status >= 200 && status < 300) return { state: "ok", value: body };
  const message = readRefusal(body) ?? explainStatus(server, status, headers.location);
  if (!AWAY.has(status)) return { state: "refused", status, message };
  const seconds = Number(headers["retry-after"]);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : null;
  return { state: "away", message, retryAfterMs };
}

function parse<Schema extends z.ZodType>(
  server: string,
  answer: ApiAnswer<Buffer>,
  schema: Schema,
): ApiAnswer<z.output<Schema>> {
  if (answer.state !== "ok") return answer;
  const parsed = schema.safeParse(readJson(answer.value));
  if (parsed.success) return { state: "ok", value: parsed.data };
  const message = `${server} does not answer as Hookglass does: is it the right address?`;
  return { state: "refused", status: 200, message };
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

function readRefusal(body: Buffer): string | null {
  const parsed = refusalSchema.safeParse(readJson(body));
  return parsed.success ? parsed.data.error.message : null;
}

function explainStatus(server: string, status: number, location: string | undefined): string {
  if (status === 407) {
    const name = proxySetting(server, process.env)?.name ?? "HTTP_PROXY";
    return `The proxy wants to know who you are: write ${name}=http://name:password@host:port.`;
  }
  if (status >= 300 && status < 400 && location !== undefined) {
    return `${server} leads on to ${new URL(location, server).origin}: use that address instead.`;
  }
  return `${server} answered ${status}: is Hookglass running there?`;
}

function noConnection(server: string, error: unknown): string {
  const proxy = proxySetting(server, process.env);
  const way = proxy === null ? "" : ` (${proxy.name} leads by way of ${proxy.host}.)`;
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  if (error instanceof Error && error.name === "TimeoutError") {
    return `${server} does not answer: is Hookglass running there?${way}`;
  }
  return `No connection to ${server}${code}: is Hookglass running there?${way}`;
}
