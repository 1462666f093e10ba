import { Worker } from "node:worker_threads";
import { AppError } from "#lib/errors.ts";
import { logger } from "#lib/logger.ts";
import type { DiagnoseInput, Diagnosis } from "#lib/signatures/diagnosis/diagnosis.ts";
import { setDiagnoser } from "./diagnoser.ts";

const MAX_HEAP_MB = 1024;
/** The search keeps to its budget but for the step that it is at. */
const END_WITHIN_MS = 30_000;

/**
 * Has large bodies searched in threads of their own: parsing and writing 20 MB again and again
 * would hold up, seconds at a time, the thread that captures.
 */
export function diagnoseInThreads(): void {
  setDiagnoser(diagnoseInThread);
}

async function diagnoseInThread(input: DiagnoseInput): Promise<Diagnosis | null> {
  const worker = new Worker(new URL("./diagnosis-worker.ts", import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  worker.unref();
  const { promise, resolve, reject } = Promise.withResolvers<Diagnosis | null>();
  const timer = setTimeout(() => reject(new Error("it took too long")), END_WITHIN_MS);
  worker.once("message", resolve);
  worker.once("error", reject);
  worker.once("exit", (code) => reject(new Error(`the thread ended with ${code}`)));
  try {
    return await promise;
  } catch (error) {
    logger.warn({ err: error }, "a large body was not searched to the end");
    throw new AppError("unavailable", "This body is too large to be searched through here");
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
