import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";

/** Posts to a bin from several connections at once until told to stop. */
export type Load = {
  /** Ids that were acknowledged with 200, in no order. */
  acknowledged: string[];
  /** By id, the path below the URL that only this one request was sent to (with `ownPaths`). */
  paths: Map<string, string>;
  /** How many were answered 503. */
  refused: () => number;
  /** Resolves when this many more were acknowledged than at the call. */
  afterMore: (count: number) => Promise<void>;
  /** Resolves when every connection has had its last answer. */
  stop: () => Promise<void>;
};

/**
 * Starts the load. An answer of 503 is counted and tried again; a lost connection ends its loop, as
 * that of a sender whose peer died.
 */
export function startLoad(
  url: string,
  connections: number,
  options: { ownPaths?: boolean } = {},
): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const acknowledged: string[] = [];
  const paths = new Map<string, string>();
  const waiting = new Set<{ target: number; done: () => void }>();
  let refused = 0;
  let stopped = false;

  const acknowledge = (id: string, path: string) => {
    acknowledged.push(id);
    paths.set(id, path);
    for (const entry of waiting) {
      if (acknowledged.length < entry.target) continue;
      waiting.delete(entry);
      entry.done();
    }
  };

  async function loop(): Promise<void> {
    while (!stopped) {
      const path = options.ownPaths ? `/${randomUUID()}` : "";
      const answer = await post(url + path, agent).catch(() => null);
      if (answer === null) return;
      if (answer.status === 200 && answer.id) acknowledge(answer.id, path);
      else if (answer.status === 503) refused += 1;
      else throw new Error(`the bin answered ${answer.status}`);
    }
  }

  const loops = Array.from({ length: connections }, loop);
  return {
    acknowledged,
    paths,
    refused: () => refused,
    afterMore: (count) =>
      new Promise((done) => waiting.add({ target: acknowledged.length + count, done })),
    async stop() {
      stopped = true;
      await Promise.all(loops);
      agent.destroy();
    },
  };
}

function post(url: string, agent: Agent): Promise<{ status: number; id: string | undefined }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: "POST", agent }, (response) => {
      response.resume();
      response.on("error", reject);
      response.on("end", () => {
        const id = response.headers["hookglass-request-id"];
        resolve({ status: response.statusCode ?? 0, id: typeof id === "string" ? id : undefined });
      });
    });
    outgoing.on("error", reject);
    outgoing.end('{"load":true}');
  });
}
