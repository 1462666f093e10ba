import { useEffect, useMemo, useState } from "react";
import { errorMessage } from "#components/api.ts";
import type { BodyJobName, BodyJobs } from "./body-jobs.ts";
import { runBodyJobApart, runBodyJobNow } from "./run-body-job.ts";

/** A job's progress; small ones are done at the first render. */
export type BodyJob<Output> =
  | { state: "working" }
  | { state: "done"; output: Output }
  | { state: "failed"; message: string };

const WORKING = { state: "working" } as const;

/**
 * The result of a job on a body, worked out apart from the page when the body is large. `input` must
 * stay the same object as long as it means the same; null: nothing to do yet.
 */
export function useBodyJob<Name extends BodyJobName>(
  name: Name,
  input: BodyJobs[Name]["input"] | null,
): BodyJob<BodyJobs[Name]["output"]> {
  type Output = BodyJobs[Name]["output"];
  const now = useMemo(() => (input === null ? null : runBodyJobNow(name, input)), [name, input]);
  const [apart, setApart] = useState<{ input: unknown; job: BodyJob<Output> } | null>(null);

  useEffect(() => {
    if (input === null || now !== null) return;
    const controller = new AbortController();
    runBodyJobApart(name, input, controller.signal).then(
      (output) => setApart({ input, job: { state: "done", output } }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setApart({ input, job: { state: "failed", message: errorMessage(error) } });
      },
    );
    return () => controller.abort();
  }, [name, input, now]);

  return useMemo(() => {
    if (now !== null) return { state: "done", output: now };
    return apart !== null && apart.input === input ? apart.job : WORKING;
  }, [now, apart, input]);
}
