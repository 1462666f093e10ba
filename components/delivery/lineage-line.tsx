"use client";

import { loadPart } from "#components/shell/load-late.tsx";
import type { Lineage } from "#lib/delivery/schema.ts";
import { useReading } from "./use-reading.ts";

// Most requests are alone.
const LineagePanel = loadPart(
  () => import("./lineage-panel.tsx").then((module) => module.LineagePanel),
  null,
);

/** That a request is one of several captures of an event, with the others; nothing when it is alone. */
export function LineageLine({
  requestId,
  onOpen,
}: {
  requestId: string;
  /** Opens another one. */
  onOpen: (requestId: string) => void;
}) {
  const { data } = useReading<Lineage>(`/requests/${requestId}/lineage`);
  const own = data?.captures.find((capture) => capture.requestId === requestId);
  if (data === null || own === undefined || data.captures.length < 2) return null;
  return <LineagePanel lineage={data} own={own} onOpen={onOpen} />;
}
