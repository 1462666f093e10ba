"use client";

import type { ComponentProps } from "react";
import { useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { cn } from "#lib/cn.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { DetailLoading, DetailMessage } from "./detail-states.tsx";
import { RequestDetail } from "./request-detail.tsx";
import { RequestToolbar } from "./request-toolbar.tsx";
import { findRow } from "./row-order.ts";
import type { OpenRequest } from "./use-captured-request.ts";
import { useRequestActions } from "./use-request-actions.ts";

type DetailPaneProps = Omit<
  ComponentProps<typeof RequestDetail>,
  "request" | "gone" | "onDownload"
> & {
  open: OpenRequest | null;
  selectedId: string | null;
  newer: (() => void) | null;
  older: (() => void) | null;
  onBack: () => void;
  onRetry: () => void;
  className: string;
};

/** The right pane: the open request under its toolbar, or why there is none. */
export function DetailPane(props: DetailPaneProps) {
  const { open, selectedId, newer, older, onBack, onRetry, className, ...detail } = props;
  const request = open?.state === "ready" ? open.request : null;
  const { gone, pinned } = useStored(request);
  const captureUrl = detail.owner?.captureUrl ?? null;
  const actions = useRequestActions(request, captureUrl, detail.shareToken);
  const isThis = request?.id === selectedId;
  const isMissing = open?.state === "gone" || open?.state === "failed";
  return (
    <section aria-label="Request" className={cn("flex min-h-0 min-w-0 flex-1 flex-col", className)}>
      {selectedId === null ? (
        <DetailMessage
          title="No request is open"
          text="Choose one from the list, or step through them with j and k. Press ? for all keys."
          onBack={null}
        />
      ) : (
        <>
          <RequestToolbar
            newer={newer}
            older={older}
            onBack={onBack}
            hasRequest={!isMissing}
            actions={isThis ? actions : null}
            owner={gone ? null : detail.owner}
            pinned={pinned}
            bodyBytes={request?.bodyBytes ?? 0}
          />
          {request === null || actions === null ? (
            <Unread open={open} onBack={onBack} onRetry={onRetry} />
          ) : (
            <RequestDetail
              {...detail}
              request={request}
              gone={gone}
              onDownload={actions.downloadBody}
            />
          )}
        </>
      )}
    </section>
  );
}

/** What the list knows better than the request that was read: whether it is still there, and pinned. */
function useStored(request: CapturedRequest | null): { gone: boolean; pinned: boolean } {
  const whole = useLiveState((state) => state.list);
  const filtered = useLiveState((state) => state.filter?.list ?? null);
  if (request === null) return { gone: false, pinned: false };
  const row = [whole, filtered]
    .map((list) => list?.rows[findRow(list.rows, request.id)])
    .find((found) => found !== undefined);
  const pinned = row?.pinned ?? request.pinned;
  const gone = whole.removed.has(request.id) || (request.id <= whole.trimmedUpTo && !pinned);
  return { gone, pinned };
}

function Unread(props: { open: OpenRequest | null; onBack: () => void; onRetry: () => void }) {
  const { open, onBack, onRetry } = props;
  if (open?.state === "failed") {
    return (
      <DetailMessage
        title="The request could not be read"
        text={open.message}
        onBack={onBack}
        onRetry={onRetry}
      />
    );
  }
  if (open?.state === "gone") {
    return (
      <DetailMessage
        title="This request is no longer stored"
        text="It was deleted, or newer requests took its place. Pin the ones that should stay."
        onBack={onBack}
      />
    );
  }
  return <DetailLoading />;
}
