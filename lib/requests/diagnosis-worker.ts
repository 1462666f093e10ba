import { parentPort, workerData } from "node:worker_threads";
import { diagnose } from "#lib/signatures/diagnosis/diagnose.ts";
import type { DiagnoseInput } from "#lib/signatures/diagnosis/diagnosis.ts";

// Only diagnosis-thread.ts starts this file, with just that.
const input = workerData as DiagnoseInput;
parentPort?.postMessage(await diagnose(input));
