import { rm } from "node:fs/promises";
import { connect, createServer } from "node:net";

/**
 * Marks a folder as in use for as long as this process lives, by listening on a socket in it: unlike
 * a file with a process id, a socket goes silent with its process. Null when another process holds it.
 */
export async function lockFolder(
  socketPath: string,
): Promise<{ release: () => Promise<void> } | null> {
  if (await answers(socketPath)) return null;
  await rm(socketPath, { force: true });
  const server = createServer((socket) => socket.destroy()).unref();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socketPath, resolve);
  });
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Whether a process listens on this Unix socket. */
function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}
