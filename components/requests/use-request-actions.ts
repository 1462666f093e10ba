import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { useLiveBin } from "#components/realtime/live-bin-provider.tsx";
import { writeClipboard } from "#components/shell/copy-button.tsx";
import { toast } from "#components/shell/toast.ts";
import type { CapturedRequest, RequestSummary } from "#lib/requests/schema.ts";
import { bytesFromBase64, curlOf, permalink } from "./request-address.ts";
import { bodyFilename, saveBytes } from "./save-file.ts";
import { fetchBytes } from "./use-body-bytes.ts";

/** What a reader can do with the open request. */
export type RequestActions = {
  copyCurl: () => void;
  copyLink: () => void;
  downloadBody: () => void;
  /** How much of a body that is being downloaded has come; null when none is. */
  downloaded: number | null;
  setPinned: (pinned: boolean) => void;
};

/** The actions on one request; each says how it went. Null while there is no request. */
export function useRequestActions(
  request: CapturedRequest | null,
  captureUrl: string | null,
  shareToken: string | undefined,
): RequestActions | null {
  const live = useLiveBin();
  const [downloaded, setDownloaded] = useState<number | null>(null);
  if (request === null) return null;

  const download = async () => {
    const { bodyBase64, bodyUrl, bodyBytes } = request;
    const name = bodyFilename(request.id, request.contentType);
    if (bodyBase64 !== null) return saveBytes(bytesFromBase64(bodyBase64), name);
    setDownloaded(0);
    const { signal } = new AbortController();
    try {
      saveBytes(await fetchBytes({ bodyUrl, bodyBytes, shareToken, signal }, setDownloaded), name);
    } finally {
      setDownloaded(null);
    }
  };

  const pin = async (pinned: boolean) => {
    live.changed(await api.patch<RequestSummary>(`/requests/${request.id}`, { pinned }));
    toast.success(pinned ? "Pinned: it stays when the bin is full or cleared" : "No longer pinned");
  };

  return {
    copyCurl: () => void copy(curlOf(request, captureUrl), "The curl command is in the clipboard"),
    copyLink: () => void copy(permalink(request.id), "The address is in the clipboard"),
    downloadBody: () => void download().catch(tell("The body was not downloaded")),
    downloaded,
    setPinned: (pinned) => void pin(pinned).catch(tell("The pin was not changed")),
  };
}

async function copy(text: string, done: string): Promise<void> {
  if (await writeClipboard(text)) toast.success(done);
  else toast.error("The browser refused the clipboard");
}

function tell(what: string) {
  return (error: unknown) => toast.error(what, { description: errorMessage(error) });
}
