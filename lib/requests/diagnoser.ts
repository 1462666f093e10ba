import { diagnose } from "#lib/signatures/diagnosis/diagnose.ts";
import type { DiagnoseInput, Diagnosis } from "#lib/signatures/diagnosis/diagnosis.ts";

/** Searches for what would have made a request right. */
export type Diagnoser = (input: DiagnoseInput) => Promise<Diagnosis | null>;

// On globalThis: server.ts, which can start threads from sources, and Next's bundle are two graphs.
const KEY = Symbol.for("hookglass.diagnoser");
const store = globalThis as { [KEY]?: Diagnoser };

/** Rewriting a body of this size takes a millisecond or so, which nobody else notices. */
const SMALL_BODY_BYTES = 64 * 1024;

/** Says who searches in large bodies from now on. */
export function setDiagnoser(diagnoser: Diagnoser): void {
  store[KEY] = diagnoser;
}

/** Who searches in a body of this size: another thread for large ones, where server.ts runs. */
export function diagnoserFor(bodyBytes: number): Diagnoser {
  return bodyBytes <= SMALL_BODY_BYTES ? diagnose : (store[KEY] ?? diagnose);
}
