"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { CopyButton } from "#components/shell/copy-button.tsx";
import { Button } from "#components/ui/button.tsx";
import {
  type JsonOutline,
  jsonString,
  openDepthFor,
  outlineNode,
  outlinePath,
  visibleRows,
} from "./json-outline.ts";
import { JSON_ROW_PX, JsonTreeRow } from "./json-tree-row.tsx";

/** So many rows open by themselves. */
const ROWS_AT_FIRST = 1000;
/** Browsers cannot lay out anything much taller than this many rows. */
const MAX_ROWS = 600_000;

/** A JSON body as a tree that opens and closes; only the rows in view exist. */
export function JsonTree({
  outline,
  text,
  query,
}: {
  outline: JsonOutline;
  text: string;
  query: string;
}) {
  const treeId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const firstDepth = useMemo(() => openDepthFor(outline, ROWS_AT_FIRST), [outline]);
  const [openDepth, setOpenDepth] = useState(firstDepth);
  /** Containers that are not as their depth says. */
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState(0);
  const isOpen = (row: number, depth: number) => depth < openDepth !== toggled.has(row);
  const rows = useMemo(
    () => visibleRows(outline, (row, depth) => depth < openDepth !== toggled.has(row), MAX_ROWS),
    [outline, openDepth, toggled],
  );
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => JSON_ROW_PX,
    overscan: 12,
    useFlushSync: false,
  });

  const toggle = (row: number) => {
    const next = new Set(toggled);
    if (!next.delete(row)) next.add(row);
    setToggled(next);
  };
  const openAll = (depth: number) => {
    setOpenDepth(depth);
    setToggled(new Set());
    setActive(0);
  };
  const moveTo = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row === undefined) return;
    setActive(row);
    virtualizer.scrollToIndex(rows.indexOf(row), { align: "auto" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = rows.indexOf(active);
    const node = outlineNode(outline, active);
    const open = node.children > 0 && isOpen(active, node.depth);
    const steps: Record<string, () => void> = {
      ArrowDown: () => moveTo(at + 1),
      ArrowUp: () => moveTo(at - 1),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      PageDown: () => moveTo(at + 20),
      PageUp: () => moveTo(at - 20),
      ArrowRight: () => (open || node.children === 0 ? moveTo(at + 1) : toggle(active)),
      ArrowLeft: () => (open ? toggle(active) : moveTo(rows.indexOf(node.parent))),
      Enter: () => node.children > 0 && toggle(active),
    };
    const move = steps[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };

  const items = virtualizer.getVirtualItems();
  const activeShown = items.some((item) => rows[item.index] === active);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div
        ref={scroller}
        role="tree"
        aria-label="JSON body"
        tabIndex={0}
        aria-activedescendant={activeShown ? `${treeId}-${active}` : undefined}
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 overflow-auto py-1.5 font-mono text-[0.8125rem] outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset"
      >
        <div
          role="presentation"
          className="relative min-w-full"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(({ index, start }) => {
            const row = rows[index] ?? 0;
            const node = outlineNode(outline, row);
            return (
              <JsonTreeRow
                key={row}
                id={`${treeId}-${row}`}
                node={node}
                text={text}
                open={isOpen(row, node.depth)}
                active={row === active}
                query={query}
                top={start}
                onPress={() => {
                  setActive(row);
                  if (node.children > 0) toggle(row);
                }}
              />
            );
          })}
        </div>
      </div>
      <TreeFooter
        path={outlinePath(outline, text, active)}
        value={valueText(outline, text, active)}
        cut={rows.length === MAX_ROWS}
        onOpenAll={() => openAll(Number.POSITIVE_INFINITY)}
        onCloseAll={() => openAll(1)}
      />
    </div>
  );
}

function valueText(outline: JsonOutline, text: string, row: number): string {
  const { kind, start, end } = outlineNode(outline, row);
  const raw = text.slice(start, end);
  return kind === "string" ? jsonString(raw) : raw;
}

function TreeFooter(props: {
  path: string;
  value: string;
  cut: boolean;
  onOpenAll: () => void;
  onCloseAll: () => void;
}) {
  const { path, value, cut, onOpenAll, onCloseAll } = props;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-1 gap-y-0.5 border-t px-3 py-1 text-xs">
      <code className="mr-auto min-w-0 truncate font-mono text-muted-foreground" title={path}>
        {cut ? "Too many rows are open: some at the end are left out. " : ""}
        {path}
      </code>
      <div className="flex items-center">
        <CopyButton variant="ghost" size="sm" text={path} label="Copy the path">
          Path
        </CopyButton>
        <CopyButton variant="ghost" size="sm" text={value} label="Copy the value">
          Value
        </CopyButton>
        <Button variant="ghost" size="sm" onClick={onOpenAll}>
          Expand all
        </Button>
        <Button variant="ghost" size="sm" onClick={onCloseAll}>
          Collapse
        </Button>
      </div>
    </div>
  );
}
