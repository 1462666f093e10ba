import { pino } from "pino";

/** Structured log on standard error, so that standard output stays the one line with the address. */
export const logger = pino(
  { level: process.env.LOG_LEVEL ?? "info", base: null },
  pino.destination({ dest: 2, sync: false }),
);
