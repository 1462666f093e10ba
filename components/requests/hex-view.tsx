"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { hexRow, hexRowCount } from "#lib/inspection/hex-dump.ts";

const LINE_PX = 20;

/** Bytes as offset, hexadecimal and ASCII; only the lines in view exist. */
export function HexView({ bytes, label }: { bytes: Uint8Array; label: string }) {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count: hexRowCount(bytes),
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 10,
    useFlushSync: false,
  });
  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      tabIndex={0}
      className="h-full min-h-0 flex-1 overflow-auto px-3 py-2 font-mono text-xs leading-5 outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset"
    >
      <div className="relative min-w-max" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <HexLine key={index} bytes={bytes} line={index} top={start} />
        ))}
      </div>
    </section>
  );
}

function HexLine({ bytes, line, top }: { bytes: Uint8Array; line: number; top: number }) {
  const { offset, hex, ascii } = hexRow(bytes, line);
  const left = hex.slice(0, 8).join(" ").padEnd(23);
  const right = hex.slice(8).join(" ").padEnd(23);
  return (
    <div
      className="absolute top-0 left-0 flex gap-4 whitespace-pre"
      style={{ height: LINE_PX, transform: `translateY(${top}px)` }}
    >
      <span className="select-none text-muted-foreground">{offset}</span>
      <span>{`${left}  ${right}`}</span>
      <span className="text-syntax-string">{ascii}</span>
    </div>
  );
}
