import { expect, test } from "vitest";
import { createWorkQueue } from "#lib/cli/work-queue.ts";

type Job = { name: string };

/** A queue whose work is done when the test says so. */
function queueOf(concurrency: number) {
  const log: string[] = [];
  const doors = new Map<string, PromiseWithResolvers<void>>();
  const errors: unknown[] = [];
  const queue = createWorkQueue<Job, Job>({
    ...{ concurrency, ahead: 2 },
    async prepare(job) {
      log.push(`prepare ${job.name}`);
      if (job.name === "broken") throw new Error("broken");
      return job;
    },
    async run({ name }) {
      log.push(`run ${name}`);
      const door = Promise.withResolvers<void>();
      doors.set(name, door);
      await door.promise;
      log.push(`end ${name}`);
    },
    onError: (error) => errors.push(error),
  });
  const turn = () => new Promise((next) => setImmediate(next));
  return {
    ...{ queue, log, errors, turn },
    async finish(name: string) {
      doors.get(name)?.resolve();
      await turn();
    },
  };
}

test("Work begins in order, one after another, and the next is prepared meanwhile.", async () => {
  const { queue, log, turn, finish } = queueOf(1);
  queue.add([{ name: "a" }, { name: "b" }, { name: "c" }]);
  await turn();
  expect(log).toEqual(["prepare a", "prepare b", "run a"]);
  await finish("a");
  expect(log.slice(3)).toEqual(["end a", "prepare c", "run b"]);
  await finish("b");
  await finish("c");
  await queue.idle();
  expect(log.slice(6)).toEqual(["end b", "run c", "end c"]);
});

test("After a stop nothing is begun, and what was begun is waited for.", async () => {
  const { queue, log, turn, finish } = queueOf(2);
  queue.add(["a", "b", "c"].map((name) => ({ name })));
  await turn();
  let stopped = false;
  const stopping = queue.stop().then(() => {
    stopped = true;
  });
  await finish("a");
  expect(stopped).toBe(false);
  await finish("b");
  await stopping;
  expect(log).not.toContain("run c");
});

test("What fails is told, and the rest goes on.", async () => {
  const { queue, log, errors, turn, finish } = queueOf(1);
  queue.add([{ name: "broken" }, { name: "b" }]);
  await turn();
  expect(errors).toEqual([new Error("broken")]);
  expect(log).toContain("run b");
  await finish("b");
  await queue.idle();
});
