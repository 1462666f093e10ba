import { type BodyJobName, type BodyJobs, bodyJobs, jobSize } from "./body-jobs.ts";
import type { BodyJobReply } from "./body-worker.ts";

/** Up to this size a job takes a few milliseconds and is done on the spot. */
const INLINE_JOB_SIZE = 256 * 1024;

/** The result of a small job, at once; null when the job is one for the worker. */
export function runBodyJobNow<Name extends BodyJobName>(
  name: Name,
  input: BodyJobs[Name]["input"],
): BodyJobs[Name]["output"] | null {
  return jobSize(input) > INLINE_JOB_SIZE ? null : bodyJobs[name](input);
}

/** Does a job in a worker of its own, which ends with it; aborting ends both. Throws what went wrong. */
export function runBodyJobApart<Name extends BodyJobName>(
  name: Name,
  input: BodyJobs[Name]["input"],
  signal: AbortSignal,
): Promise<BodyJobs[Name]["output"]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./body-worker.ts", import.meta.url), { type: "module" });
    const end = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    signal.addEventListener("abort", () => end(() => reject(signal.reason)), { once: true });
    worker.addEventListener("error", (event) =>
      end(() => reject(new Error(event.message || "The body could not be read in the background"))),
    );
    worker.addEventListener("message", (event: MessageEvent<BodyJobReply>) => {
      const reply = event.data;
      if ("error" in reply) end(() => reject(new Error(reply.error)));
      else end(() => resolve(outputOf<Name>(reply.output)));
    });
    worker.postMessage({ name, input });
  });
}

// The worker answers a job with that job's output: body-worker.ts runs `bodyJobs[name]`.
function outputOf<Name extends BodyJobName>(
  output: BodyJobs[BodyJobName]["output"],
): BodyJobs[Name]["output"] {
  return output as BodyJobs[Name]["output"];
}
