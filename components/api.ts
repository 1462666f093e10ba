import type { ErrorCode, Issue } from "#lib/errors.ts";

/** What the server answered instead of what was asked for; `message` is fit to show to a person. */
export class ApiError extends Error {
  readonly code: ErrorCode | "network";
  /** 0 when no answer arrived. */
  readonly status: number;
  readonly issues: Issue[];

  constructor(code: ErrorCode | "network", message: string, status: number, issues: Issue[] = []) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.issues = issues;
  }
}

export type ApiOptions = {
  /** Sent as a bearer token by readers who came by a share link. */
  shareToken?: string | undefined;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

type ErrorBody = { error?: { code?: ErrorCode; message?: string; issues?: Issue[] } };

// The API is ours and its answers have the contract's types; this is the one place that believes it.
async function readJson<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

async function readError(response: Response): Promise<ApiError> {
  const body = await readJson<ErrorBody>(response).catch((): ErrorBody => ({}));
  return new ApiError(
    body.error?.code ?? "internal",
    body.error?.message ?? `The server answered ${response.status} without saying why.`,
    response.status,
    body.error?.issues ?? [],
  );
}

async function send(
  method: string,
  path: string,
  body: unknown,
  options: ApiOptions,
): Promise<Response> {
  const headers = new Headers(options.headers);
  headers.set("accept", "application/json");
  if (body !== undefined) headers.set("content-type", "application/json");
  if (options.shareToken !== undefined) {
    headers.set("authorization", `Bearer ${options.shareToken}`);
  }
  const init: RequestInit = { method, headers, cache: "no-store", credentials: "same-origin" };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (options.signal) init.signal = options.signal;
  try {
    return await fetch(`/api/v1${path}`, init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError("network", "The server can't be reached. Check the connection.", 0);
  }
}

async function call<T>(
  method: string,
  path: string,
  body: unknown,
  options: ApiOptions = {},
): Promise<T> {
  const response = await send(method, path, body, options);
  if (!response.ok) throw await readError(response);
  if (response.status === 204) return readNothing<T>();
  return readJson<T>(response);
}

// Callers of 204 endpoints ask for `void`.
function readNothing<T>(): T {
  return undefined as T;
}

/**
 * Calls the REST API under /api/v1 as the caller of this page.
 * Throws ApiError for every refusal and when the server can't be reached; an AbortError when aborted.
 */
export const api = {
  get: <T>(path: string, options?: ApiOptions) => call<T>("GET", path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: ApiOptions) =>
    call<T>("POST", path, body, options),
  patch: <T>(path: string, body?: unknown, options?: ApiOptions) =>
    call<T>("PATCH", path, body, options),
  put: <T>(path: string, body?: unknown, options?: ApiOptions) =>
    call<T>("PUT", path, body, options),
  delete: <T = void>(path: string, options?: ApiOptions) =>
    call<T>("DELETE", path, undefined, options),
};

/** The sentence to show for whatever was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : "Something went wrong.";
}
