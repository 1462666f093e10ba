import { useEffect, useRef, useState } from "react";
import { errorMessage } from "#components/api.ts";
import { bytesFromBase64 } from "#components/requests/request-address.ts";
import { fetchBytes } from "#components/requests/use-body-bytes.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import type { BrowserSending } from "./browser-report.ts";
import { browserRequest } from "./browser-request.ts";
import { parseHeaderText } from "./header-lines.ts";
import type { ResendDraft } from "./resend-draft.ts";
import type { ResendProblems } from "./resend-problems.ts";
import { sendFromBrowser } from "./send-from-browser.ts";
import { type Keeping, useKeepSending } from "./use-keep-sending.ts";

/**
 * Sends requests from this page, one press at a time, and has each kept with the deliveries; ends
 * with the component.
 */
export function useBrowserSender(captured: CapturedRequest): {
  sending: boolean;
  /** What was sent last. */
  last: BrowserSending | null;
  keeping: Keeping;
  /** Null: it went out, whatever came of it. */
  send: (target: string, draft: ResendDraft) => Promise<ResendProblems | null>;
} {
  const [sending, setSending] = useState(false);
  const [last, setLast] = useState<BrowserSending | null>(null);
  const { keeping, keep } = useKeepSending(captured.id);
  const underWay = useRef<AbortController>(null);
  useEffect(() => () => underWay.current?.abort(), []);

  const run = async (
    target: string,
    draft: ResendDraft,
    signal: AbortSignal,
  ): Promise<ResendProblems | null> => {
    const read = parseHeaderText(draft.headers);
    if (!read.ok) {
      return { headers: { message: `Line ${read.line}: ${read.message}.`, line: read.line } };
    }
    const { path, query, method } = draft;
    const body = await bodyOf(captured, draft, signal);
    const built = browserRequest({
      ...{ target, path: path.trim(), query: query.trim().replace(/^\?/, "") },
      ...{ method, headers: read.headers, body },
    });
    if (!built.ok) return { [built.refusal.field]: built.refusal.message };
    const at = new Date();
    const outcome = await sendFromBrowser(built.request, signal);
    const sending = { request: built.request, outcome, at };
    setLast(sending);
    void keep(sending);
    return null;
  };

  return {
    sending,
    last,
    keeping,
    async send(target, draft) {
      if (underWay.current) return null;
      const controller = new AbortController();
      underWay.current = controller;
      setSending(true);
      setLast(null);
      try {
        return await run(target, draft, controller.signal);
      } catch (error) {
        return controller.signal.aborted ? null : { other: errorMessage(error) };
      } finally {
        underWay.current = null;
        setSending(false);
      }
    },
  };
}

/** The edited text, or the captured bytes where there is no text to edit. */
async function bodyOf(
  { bodyBase64, bodyUrl, bodyBytes }: CapturedRequest,
  draft: ResendDraft,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (draft.body !== null) return new TextEncoder().encode(draft.body);
  if (bodyBase64 !== null) return bytesFromBase64(bodyBase64);
  return fetchBytes({ bodyUrl, bodyBytes, shareToken: undefined, signal }, () => {});
}
