import { type BodyJobName, type BodyJobs, bodyJobs } from "./body-jobs.ts";

/** What the page posts to the worker: one job each time. */
export type BodyJobMessage = {
  [Name in BodyJobName]: { name: Name; input: BodyJobs[Name]["input"] };
}[BodyJobName];

/** What the worker posts back. */
export type BodyJobReply = { output: BodyJobs[BodyJobName]["output"] } | { error: string };

function run(message: BodyJobMessage): BodyJobs[BodyJobName]["output"] {
  switch (message.name) {
    case "analyse":
      return bodyJobs.analyse(message.input);
    case "outline":
      return bodyJobs.outline(message.input);
    case "pretty":
      return bodyJobs.pretty(message.input);
  }
}

function moved(output: BodyJobs[BodyJobName]["output"]): Transferable[] {
  return typeof output === "object" && "outline" in output && output.outline
    ? [output.outline.cells.buffer]
    : [];
}

addEventListener("message", (event: MessageEvent<BodyJobMessage>) => {
  let reply: BodyJobReply;
  try {
    reply = { output: run(event.data) };
  } catch (error) {
    reply = { error: error instanceof Error ? error.message : "The body could not be read" };
  }
  postMessage(reply, { transfer: "output" in reply ? moved(reply.output) : [] });
});
