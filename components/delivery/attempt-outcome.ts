import type { Attempt, AttemptStage } from "#lib/delivery/schema.ts";
import { findHeader } from "#lib/http/headers.ts";
import { statusLine } from "./status-phrases.ts";

/** How an attempt ended: a few words, and a sentence when there is more to know. */
export type AttemptOutcome = { title: string; detail: string | null };

const STAGE_TITLES: Record<AttemptStage, string> = {
  guard: "Blocked, nothing was sent",
  dns: "Name lookup failed",
  connect: "Connection failed",
  tls: "TLS handshake failed",
  request: "Sending failed",
  timeout: "Timed out",
  response: "The answer broke off",
  interrupted: "Interrupted",
};

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Says how an attempt ended. */
export function attemptOutcome(
  attempt: Pick<Attempt, "stage" | "error" | "response">,
): AttemptOutcome {
  const { stage, error, response } = attempt;
  const ending = STAGE_TITLES[stage];
  if (response === null) {
    return { title: stage === "response" ? "The answer cannot be shown" : ending, detail: error };
  }
  const title = statusLine(response.status);
  if (error !== null) {
    return {
      title: `${title}, then ${ending.charAt(0).toLowerCase()}${ending.slice(1)}`,
      detail: error,
    };
  }
  if (!REDIRECTS.has(response.status)) return { title, detail: null };
  const location = findHeader(response.headers, "location");
  const to = location === null ? "" : ` to ${location}`;
  return { title, detail: `A redirect${to}: redirects are not followed` };
}
