import { z } from "zod";
import { StartError } from "#lib/errors.ts";

const flag = (fallback: boolean) =>
  z
    .enum(["on", "off", "true", "false", "1", "0"], "must be on or off")
    .optional()
    .transform((value) => (value === undefined ? fallback : ["on", "true", "1"].includes(value)));

const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(message).int(message).min(min, message).max(max, message);
};

const count = (fallback: number) => {
  const message = "must be a whole number of at least 1";
  return z.coerce.number(message).int(message).min(1, message).default(fallback);
};

/** A body travels from the database as one hexadecimal text, of which V8 holds 512 MiB at most. */
const MAX_BODY_BYTES = 128 * 1024 * 1024;

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ""),
  );

const address = (protocol: RegExp, message: string) => z.url({ protocol, message }).optional();

const origin = z
  .url({ protocol: /^https?$/, message: "must be an http or https address" })
  .transform((text) => new URL(text).origin)
  .optional();

const schema = z.object({
  NODE_ENV: z.string().default("production"),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  DATABASE_URL: address(/^postgres(ql)?$/, "must be a postgresql:// address"),
  REDIS_URL: address(/^rediss?$/, "must be a redis:// or rediss:// address"),
  HOOKGLASS_DATA_DIR: z.string().min(1).default(".hookglass"),
  /** 32 bytes as 64 hex digits or base64. Made and kept in the data folder when unset. */
  HOOKGLASS_SECRET: z.string().min(32, "needs at least 32 characters").optional(),
  HOOKGLASS_PUBLIC_ORIGIN: origin,
  HOOKGLASS_CAPTURE_ORIGIN: origin,
  /** How many reverse proxies stand in front; 0 means that X-Forwarded-* are not believed. */
  HOOKGLASS_TRUST_PROXY: wholeNumber(0, 10).default(0),
  HOOKGLASS_ALLOW_PRIVATE_TARGETS: list,
  HOOKGLASS_RATE_LIMIT: flag(true),
  HOOKGLASS_CAPTURES_PER_MINUTE: count(600),
  HOOKGLASS_NEW_BINS_PER_HOUR: count(30),
  HOOKGLASS_RESENDS_PER_MINUTE: count(60),
  HOOKGLASS_CHECKS_PER_MINUTE: count(60),
  /** Of one owner's bins together. */
  HOOKGLASS_DELIVERIES_PER_MINUTE: count(1_200),
  /** To one host, of everybody together: this server must not be turned against it. */
  HOOKGLASS_DELIVERIES_PER_MINUTE_TO_HOST: count(6_000),
  HOOKGLASS_MAX_DEAD_LETTERS_PER_BIN: count(1_000),
  HOOKGLASS_MAX_REQUESTS_PER_BIN: count(500),
  HOOKGLASS_MAX_BODY_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .max(MAX_BODY_BYTES, "must be at most 134217728 (128 MiB)")
    .default(10 * 1024 * 1024),
  HOOKGLASS_RETENTION_DAYS: count(7),
  HOOKGLASS_MAX_QUEUED_BYTES: count(256 * 1024 * 1024),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_ID: z.string().optional(),
  GOOGLE_SECRET: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
});

/** The names of every setting, for the check that `.env.example` is complete. */
export const SETTING_NAMES: string[] = Object.keys(schema.shape);

/** All settings, validated. */
export type Env = z.infer<typeof schema>;

/**
 * Reads settings from an environment. Empty strings count as unset.
 * Throws one error that names every setting that is wrong.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `  ${issue.path.join(".")}: ${issue.message}`,
  );
  throw new StartError(`These settings are wrong:\n${problems.join("\n")}`);
}

let parsed: Env | undefined;

/** This process's settings, read once. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
