import { db } from "#lib/db.ts";
import { splitTarget } from "#lib/http/request-target.ts";
import { newRequestId } from "#lib/ids.ts";
import { compileSearch } from "#lib/inspection/search-grammar.ts";
import { createSubject, type SearchSubject } from "#lib/inspection/search-subject.ts";
import { readJsonPath } from "#lib/inspection/search-test.ts";
import { pathBelowBin } from "#lib/requests/bin-address.ts";
import type { StoredRequest } from "#lib/requests/stored-request.ts";
import type { Target as TargetRow } from "#prisma/client/client.ts";
import { type NewDelivery, PLAIN } from "./insert-deliveries.ts";
import { targetLane } from "./lane.ts";
import { countPending } from "./pending.ts";
import { wasVerified } from "./sign-anew.ts";
import { readSettings } from "./target-input.ts";
import type { TargetSettings } from "./target-settings.ts";
import { targetUrlFor } from "./target-url.ts";

/** A target that new captures go to by themselves, ready to be asked about each. */
type ForwardingRule = {
  targetId: string;
  url: string;
  settings: TargetSettings;
  /** Null: everything matches. */
  matches: ((subject: SearchSubject) => boolean) | null;
  /** False: more than the limit waits for it already. */
  hasRoom: boolean;
};

/** What a bin forwards; kept with the bin in the capture door's cache. */
export type Forwarding = readonly ForwardingRule[];

/** Deliveries that may wait for one target. */
export const MAX_PENDING_PER_TARGET = 200_000;

/** The forwarding rules of a bin as they are now. */
export async function loadForwarding(binId: string): Promise<Forwarding> {
  const targets = await db().target.findMany({ where: { binId }, orderBy: { createdAt: "asc" } });
  const rules = await Promise.all(targets.map(toRule));
  return rules.filter((rule) => rule !== null);
}

async function toRule(target: TargetRow): Promise<ForwardingRule | null> {
  const settings = readSettings(target.settings);
  const search = compileSearch(settings.filter);
  if (!settings.forward || !search.ok) return null;
  const pending = await countPending(target.id, MAX_PENDING_PER_TARGET);
  return {
    targetId: target.id,
    url: new URL(target.url).href,
    settings,
    matches: search.isEmpty ? null : search.matches,
    hasRoom: pending < MAX_PENDING_PER_TARGET,
  };
}

/** The deliveries that a new capture sets off, and the targets that have no room for it. */
export function deliveriesFor(
  forwarding: Forwarding,
  request: StoredRequest,
): { deliveries: NewDelivery[]; skipped: string[] } {
  if (forwarding.length === 0) return { deliveries: [], skipped: [] };
  const { path, query } = splitTarget(pathBelowBin(request.target));
  const subject = createSubject({ ...request, path, query });
  const matching = forwarding.filter((rule) => accepts(rule, subject));
  return {
    deliveries: matching
      .filter((rule) => rule.hasRoom)
      .map((rule) => ruleDelivery(rule, request, subject)),
    skipped: matching.filter((rule) => !rule.hasRoom).map((rule) => rule.targetId),
  };
}

function accepts({ settings, matches }: ForwardingRule, subject: SearchSubject): boolean {
  if (settings.onlyVerified && !wasVerified(subject.verificationStatus)) return false;
  return matches === null || matches(subject);
}

function ruleDelivery(
  { targetId, url, settings }: ForwardingRule,
  request: StoredRequest,
  subject: SearchSubject,
): NewDelivery {
  const key = settings.order === "key" ? orderKeyOf(settings.orderKey ?? "", subject) : null;
  return {
    ...PLAIN,
    id: newRequestId(),
    requestId: request.id,
    binId: request.binId,
    targetId,
    url: targetUrlFor(url, settings, subject),
    bodyBytes: request.body.length,
    origin: "rule",
    lane: targetLane(targetId, key),
    ordered: settings.order !== "parallel",
    onceKey: settings.deliverOnce ? request.eventId : null,
  };
}

/** The value whose equals are kept in order; empty when the request has none. */
export function orderKeyOf(key: string, subject: SearchSubject): string {
  const [field = "", rest = ""] = split(key);
  if (field === "header") {
    const name = rest.toLowerCase();
    return subject.headers.find(([header]) => header.toLowerCase() === name)?.[1] ?? "";
  }
  if (field === "query") return new URLSearchParams(subject.query).get(rest) ?? "";
  const [value] = readJsonPath(subject.bodyJson(), rest.split("."));
  return value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

/** `header:Name`, `query:name` and `body.path.to.field` at their first separator. */
function split(key: string): [string, string] {
  const at = key.search(/[:.]/);
  return at === -1 ? [key, ""] : [key.slice(0, at), key.slice(at + 1)];
}
