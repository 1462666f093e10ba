import { gapWords } from "#components/delivery/gap-words.ts";
import { inTwoUnits, previewSchedule } from "#lib/delivery/retry-schedule.ts";
import type { Target } from "#lib/delivery/schema.ts";
import { formatCount } from "#lib/format.ts";

/** What the breaker of a target's host does at the moment; null while it lets everything through. */
export function breakerWords({ breaker, url }: Target, nowMs: number): string | null {
  const host = URL.canParse(url) ? new URL(url).host : url;
  if (breaker.state === "closed") return null;
  if (breaker.state === "probing") {
    return `${host} kept failing. One delivery is being tried; if it arrives, the others follow.`;
  }
  const waitMs = breaker.probeAt === null ? 0 : Date.parse(breaker.probeAt) - nowMs;
  const when = waitMs < 1_000 ? "now" : `in ${inTwoUnits(waitMs)}`;
  return `${host} kept failing, so deliveries wait. The next is tried ${when}.`;
}

/** What happened at a target so far, the most telling first. */
export function countWords({ counts }: Target): string[] {
  const { succeeded, failedAttempts, pending, dead, skipped } = counts;
  const words = [`${succeeded.toLocaleString("en")} succeeded`];
  if (pending > 0) words.push(`${pending.toLocaleString("en")} pending`);
  if (failedAttempts > 0) words.push(formatCount(failedAttempts, "failed attempt"));
  if (dead > 0) words.push(`${dead.toLocaleString("en")} dead`);
  if (skipped > 0) words.push(`${skipped.toLocaleString("en")} skipped, too many were waiting`);
  return words;
}

/** Which requests go to a target, in words. */
export function ruleWords(target: Target): string {
  const { forward, filter, onlyVerified, deliverOnce } = target;
  if (!forward) return "Only what is sent by hand or by a chain";
  const what = onlyVerified ? "New verified requests" : "New requests";
  const which = filter === "" ? "" : ` that match ${filter}`;
  return `${what}${which}${deliverOnce ? ", each event once" : ""}`;
}

/** How long a target is tried, in words: `8 attempts within 1 d 3 h`. */
export function retryWords({ retry }: Pick<Target, "retry">): string {
  const { attempts, summary } = previewSchedule(retry);
  const last = attempts.at(-1);
  if (last === undefined || attempts.length === 1) return summary;
  return `${attempts.length} attempts within ${gapWords(last.afterStartMs)}`;
}
