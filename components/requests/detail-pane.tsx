"use client";

import type { ComponentProps } from "react";
import { useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { cn } from "#lib/cn.ts";
import { DetailLoading, DetailMessage } from "./detail-states.tsx";
import { RequestDetail } from "./request-detail.tsx";
import { findRow } from "./row-order.ts";
import type { OpenRequest } from "./use-captured-request.ts";

type DetailPaneProps = Omit<ComponentProps<typeof RequestDetail>, "request" | "pinned" | "gone"> & {
  open: OpenRequest | null;
  selectedId: string | null;
  onRetry: () => void;
  className: string;
};

/** The right pane: the open request, or why there is none. */
export function DetailPane({ className, ...props }: DetailPaneProps) {
  return (
    <section aria-label="Request" className={cn("min-h-0 min-w-0 flex-1", className)}>
      <Content {...props} />
    </section>
  );
}

function Content({ open, selectedId, onRetry, ...detail }: Omit<DetailPaneProps, "className">) {
  const whole = useLiveState((state) => state.list);
  const filtered = useLiveState((state) => state.filter?.list ?? null);
  if (selectedId === null) {
    return (
      <DetailMessage
        title="No request is open"
        text="Choose one from the list, or step through them with j and k. Press ? for all keys."
        onBack={null}
      />
    );
  }
  if (open === null || open.state === "loading") return <DetailLoading />;
  if (open.state === "failed") {
    return (
      <DetailMessage
        title="The request could not be read"
        text={open.message}
        onBack={detail.onBack}
        onRetry={onRetry}
      />
    );
  }
  if (open.state === "gone") {
    return (
      <DetailMessage
        title="This request is no longer stored"
        text="It was deleted, or newer requests took its place. Pin the ones that should stay."
        onBack={detail.onBack}
      />
    );
  }
  const { request } = open;
  const row = [whole, filtered]
    .map((list) => list?.rows[findRow(list.rows, request.id)])
    .find((found) => found !== undefined);
  const pinned = row?.pinned ?? request.pinned;
  const gone = whole.removed.has(request.id) || (request.id <= whole.trimmedUpTo && !pinned);
  return <RequestDetail {...detail} request={request} pinned={pinned} gone={gone} />;
}
