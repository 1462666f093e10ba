import { note } from "./terminal.ts";

const INTERRUPTED = 130;

/**
 * A signal that fires at the first Ctrl+C (or SIGTERM, or when the terminal goes), so that what was
 * begun can be finished; a second one ends the program at once.
 */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
    note("Finishing what is under way … (Ctrl+C again ends at once)");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  return controller.signal;
}
