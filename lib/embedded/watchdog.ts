import { logger } from "#lib/logger.ts";
import type { EmbeddedPostgres } from "./postgres.ts";

const CHECK_EVERY_MS = 1_000;

/** Starts the embedded PostgreSQL again whenever it has died, until stopped. */
export function watchPostgres(postgres: EmbeddedPostgres): { stop: () => Promise<void> } {
  let stopped = false;
  let check = Promise.resolve();
  const timer = setInterval(() => {
    check = check.then(async () => {
      if (stopped) return;
      await postgres.ensureRunning().then(
        (restarted) =>
          restarted && logger.warn("the embedded PostgreSQL had died and was restarted"),
        (error) => logger.error({ err: error }, "the embedded PostgreSQL does not start"),
      );
    });
  }, CHECK_EVERY_MS);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await check;
    },
  };
}
