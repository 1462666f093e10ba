import { note } from "./terminal.ts";

const INTERRUPTED = 130;
/** One Ctrl+C may be told twice: by the terminal, and by the launcher that passes it on. */
const SAME_WITHIN_MS = 300;

/**
 * A signal that fires at the first Ctrl+C (or SIGTERM, or when the terminal goes), so that what was
 * begun can be finished; a second one ends the program at once.
 */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  let firstMs = 0;
  const stop = () => {
    if (controller.signal.aborted) {
      if (performance.now() - firstMs > SAME_WITHIN_MS) process.exit(INTERRUPTED);
      return;
    }
    firstMs = performance.now();
    controller.abort();
    note("Finishing what is under way … (Ctrl+C again ends at once)");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  return controller.signal;
}
