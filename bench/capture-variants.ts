import { io } from "socket.io-client";
import { callApi } from "#tests/support/api.ts";
import type { BenchServer } from "./servers.ts";
import { WEBHOOK_SECRET } from "./webhook.ts";

/** Watches the bin as a browser does, throwing away what is pushed. */
export async function watchBin({ server, bin }: BenchServer): Promise<() => void> {
  const socket = io(server.origin, {
    transports: ["websocket"],
    extraHeaders: { authorization: `Bearer ${bin.ownerToken}` },
  });
  const answer = await socket.timeout(5_000).emitWithAck("bin:watch", { binId: bin.id });
  if (answer.ok !== true) throw new Error(`The bin is not watched: ${answer.error}`);
  return () => void socket.disconnect();
}

/** Has the bin check every request's signature. */
export async function checkSignatures({ server, bin }: BenchServer): Promise<() => void> {
  const path = `/bins/${bin.id}/signature`;
  const setting = { scheme: "github", secrets: [WEBHOOK_SECRET] };
  const { status } = await callApi(server.origin, bin.ownerToken, "PUT", path, setting);
  if (status !== 200) throw new Error(`PUT ${path} answered ${status}`);
  return () => undefined;
}
