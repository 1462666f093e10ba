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
};

/** Says how an attempt ended. */
export function attemptOutcome(
  attempt: Pick<Attempt, "stage" | "error" | "response">,
): AttemptOutcome {
  const { stage, error, response } = attempt;
  if (error !== null) {
    const answered = response === null ? "" : `${statusLine(response.status)}, then: `;
    return { title: answered + STAGE_TITLES[stage], detail: error };
  }
  if (response === null) return { title: STAGE_TITLES[stage], detail: null };
  const title = statusLine(response.status);
  if (response.status < 300 || response.status >= 400) return { title, detail: null };
  const location = findHeader(response.headers, "location");
  const to = location === null ? "" : ` to ${location}`;
  return { title, detail: `A redirect${to}: redirects are not followed` };
}
