import type { Virtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useReducer, useRef } from "react";
import type { RequestSummary } from "#lib/requests/schema.ts";
import { isDisplayed } from "./hidden-scroller.ts";
import { rowsMoved } from "./row-order.ts";

/** Within this many pixels of the top the reader counts as looking at the newest rows. */
export const AT_TOP_PX = 4;
/** A pointer that moved this recently over the list may be about to press. */
const POINTER_RECENT_MS = 1500;
const NEVER_MS = Number.NEGATIVE_INFINITY;

/**
 * Keeps the rows that are in view where they are when others come above them. At the very top the
 * newest may flow in, unless the pointer is at work in the list: nobody should press a row that moved.
 */
export function useRowAnchor(input: {
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  rows: readonly RequestSummary[];
  rowHeight: number;
  /** Always shows the newest. */
  follow: boolean;
}): { onPointerMove: (event: { pointerType: string }) => void; onPointerLeave: () => void } {
  const { virtualizer, rows, rowHeight, follow } = input;
  const before = useRef(rows);
  const pointerAtMs = useRef(NEVER_MS);
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);

  useLayoutEffect(() => {
    const old = before.current;
    before.current = rows;
    const element = virtualizer.scrollElement;
    if (!element || old === rows) return;
    const displayed = isDisplayed(element);
    const top = displayed ? element.scrollTop : (virtualizer.scrollOffset ?? 0);
    const pointerBusy = performance.now() - pointerAtMs.current < POINTER_RECENT_MS;
    if (follow || (top <= AT_TOP_PX && !pointerBusy)) return;
    const moved = rowsMoved(old, rows, Math.floor(top / rowHeight));
    if (moved === 0) return;
    const moveTo = top + moved * rowHeight;
    element.scrollTop = moveTo;
    // The scroll event comes after the next paint: without this one frame would show other rows.
    virtualizer.scrollOffset = displayed ? element.scrollTop : moveTo;
    renderAgain();
  }, [rows, virtualizer, rowHeight, follow]);

  return {
    onPointerMove: (event) => {
      if (event.pointerType === "mouse") pointerAtMs.current = performance.now();
    },
    onPointerLeave: () => {
      pointerAtMs.current = NEVER_MS;
    },
  };
}
