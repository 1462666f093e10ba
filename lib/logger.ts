import { pino } from "pino";

// An impossible level is for env.ts to refuse in words.
const level = process.env.LOG_LEVEL ?? "";

/** Structured log on standard error, so that standard output stays the one line with the address. */
export const logger = pino(
  { level: level in pino.levels.values || level === "silent" ? level : "info", base: null },
  pino.destination({ dest: 2, sync: false }),
);
