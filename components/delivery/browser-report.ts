import type { Attempt, AttemptStage } from "#lib/delivery/schema.ts";
import type { BrowserRequest } from "./browser-request.ts";
import type { BrowserOutcome } from "./send-from-browser.ts";

/** A request that this page has sent, and how it ended. */
export type BrowserSending = {
  request: BrowserRequest;
  outcome: BrowserOutcome;
  /** When it was sent. */
  at: Date;
};

/** What `POST /requests/:id/deliveries/reported` takes of a page. */
export type BrowserReport = {
  origin: "browser";
  target: string;
  attempt: Omit<Attempt, "number">;
};

/** Tells the server what this page has sent and what came of it. */
export function browserReport({ request, outcome, at }: BrowserSending): BrowserReport {
  const { url, sent } = request;
  const { durationMs } = outcome;
  const response = outcome.kind === "answered" ? outcome.response : null;
  const ending = endingOf(request, outcome);
  return {
    origin: "browser",
    target: url,
    attempt: {
      ...{ at: at.toISOString(), durationMs, ...ending },
      request: { ...sent, url },
      response,
    },
  };
}

/** A page is not told more than this of what went wrong. */
function endingOf(
  { url, toAllow }: BrowserRequest,
  { kind }: BrowserOutcome,
): { stage: AttemptStage; error: string | null } {
  const { host } = new URL(url);
  switch (kind) {
    case "answered":
      return { stage: "response", error: null };
    case "redirected":
      return {
        stage: "response",
        error: `${host} answered with a redirect, which a page can neither read nor follow`,
      };
    case "timed_out":
      return { stage: "timeout", error: `No answer of ${host} came within 30 s` };
    case "unreachable":
      return { stage: "connect", error: `The browser got no connection to ${host}` };
    case "hidden":
      return toAllow.length === 0
        ? {
            stage: "response",
            error: `${host} does not let the page read its answer (CORS): the request has probably arrived`,
          }
        : {
            stage: "request",
            error: `${host} does not let the page send this (CORS): it may not have arrived`,
          };
  }
}
