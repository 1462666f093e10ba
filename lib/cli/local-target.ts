import { type AllowList, parseAllowList } from "#lib/delivery/allow-list.ts";
import { buildDelivery } from "#lib/delivery/build-delivery.ts";
import { createConnectionPool } from "#lib/delivery/connection-pool.ts";
import { type AttemptResult, sendAttempt } from "#lib/delivery/send-attempt.ts";
import {
  hostAndPort,
  parseTarget,
  targetHost,
  targetPort,
  targetUrlFor,
} from "#lib/delivery/target-url.ts";
import type { Capture } from "./captures.ts";
import { WrongUsage } from "./stop.ts";

/** A server of the user's own, as the command line sends to it. */
export type LocalTarget = {
  url: string;
  send: (capture: Capture, deliveryId: string) => Promise<AttemptResult>;
  close: () => void;
};

/**
 * Sends captures as they came: method, headers, body, and with `appendPath` the path below the bin and
 * the query. Nothing is out of reach: unlike the server, this program runs for whoever owns the
 * target. Throws WrongUsage when `to` is no URL to send to.
 */
export function localTarget(settings: {
  to: string;
  appendPath: boolean;
  timeoutMs: number;
  verifyTls: boolean;
}): LocalTarget {
  const { to, appendPath, timeoutMs, verifyTls } = settings;
  const parsed = parseTarget(to);
  if (!parsed.ok) throw new WrongUsage(`--to: ${parsed.message}.`);
  const { url } = parsed;
  const allow = everything(url);
  const connections = createConnectionPool();
  const append = { appendPath, appendQuery: appendPath };
  return {
    url: url.href,
    send(capture, deliveryId) {
      const { path, query } = capture;
      const {
        method,
        headers,
        url: address,
      } = buildDelivery(capture, {}, targetUrlFor(url.href, append, { path, query }));
      return sendAttempt({
        ...{ deliveryId, number: 1, method, url: address, headers, body: capture.body },
        ...{ allow, timeoutMs, verifyTls, connections, ownOrigins: [], now: () => new Date() },
      });
    },
    close: () => connections.close(),
  };
}

/** Every address, and the target's name and port, whatever they are. */
function everything(url: URL): AllowList {
  const own = hostAndPort(targetHost(url), targetPort(url));
  const parsed = parseAllowList(["0.0.0.0/0", "::/0", own]);
  if (!parsed.ok) throw new WrongUsage(`--to: ${url.host} is no host that can be sent to.`);
  return parsed.allow;
}
