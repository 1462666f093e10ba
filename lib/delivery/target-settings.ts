import type { HeaderList } from "#lib/http/headers.ts";

/** When to try again. Every schedule starts with an attempt at once. */
export type RetryPolicy =
  /** One attempt only. */
  | { kind: "none" }
  /** 0, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h. */
  | { kind: "default" }
  /** Always the same pause. `attempts` counts the first one too, at most 20. */
  | { kind: "linear"; everyMs: number; attempts: number }
  /** Pauses of `baseMs`, `baseMs × factor`, `baseMs × factor²`, … up to `maxMs`. */
  | { kind: "exponential"; baseMs: number; factor: number; maxMs: number; attempts: number };

/** What the answer of one target becomes for the next. Templates are Mustache. */
export type ChainLink = {
  targetId: string;
  /** What is sent on, unless `template.body` makes a body of its own. */
  body: "response" | "original";
  template: { url: string | null; headers: HeaderList; body: string | null };
};

/** How a target is sent to. */
export type TargetSettings = {
  /** True: new captures that match are sent on by themselves; false: only by hand. */
  forward: boolean;
  appendPath: boolean;
  appendQuery: boolean;
  addHeaders: HeaderList;
  removeHeaders: string[];
  /** Of one attempt, 1,000 to 60,000. */
  timeoutMs: number;
  verifyTls: boolean;
  /** In the search grammar of lib/inspection/search-grammar.ts; empty: everything. */
  filter: string;
  /** Only captures whose signature was verified. */
  onlyVerified: boolean;
  /** `parallel`, or one after another: all of them (`bin`), or those of the same `orderKey` (`key`). */
  order: "parallel" | "bin" | "key";
  /** `header:Name`, `query:name` or `body.path.to.field`; null unless order is `key`. */
  orderKey: string | null;
  /** Attempts under way at once, 1 to 64, for each server. */
  concurrency: number;
  /** Attempts begun in a second, for each server; null: no limit. */
  ratePerSecond: number | null;
  retry: RetryPolicy;
  /** `2xx` or single ones such as `304`. */
  successStatuses: string[];
  /** Never tried again, beside 410. */
  neverRetryStatuses: number[];
  /** An event that was captured twice is sent once. */
  deliverOnce: boolean;
  /** Sign anew at each attempt: with the bin's secret, or with the target's own. */
  resign: "off" | "bin" | "own";
  /** Of its own secret. */
  signatureScheme: string | null;
  chain: ChainLink | null;
};

/** A new target; what is left out has its default (see DEFAULT_SETTINGS). `secret` is never given back. */
export type TargetInput = { name: string; url: string } & Partial<TargetSettings> & {
    state?: "running" | "paused";
    secret?: string | null;
  };

/** What a target does unless told otherwise. */
export const DEFAULT_SETTINGS: TargetSettings = {
  forward: true,
  appendPath: false,
  appendQuery: false,
  addHeaders: [],
  removeHeaders: [],
  timeoutMs: 30_000,
  verifyTls: true,
  filter: "",
  onlyVerified: false,
  order: "parallel",
  orderKey: null,
  concurrency: 16,
  ratePerSecond: null,
  retry: { kind: "default" },
  successStatuses: ["2xx"],
  neverRetryStatuses: [],
  deliverOnce: false,
  resign: "off",
  signatureScheme: null,
  chain: null,
};
