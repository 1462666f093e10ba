import { ChevronRightIcon } from "lucide-react";
import { cn } from "#lib/cn.ts";
import { formatBytes, formatCount } from "#lib/format.ts";
import type { OutlineNode } from "./json-outline.ts";
import { VisibleText } from "./visible-text.tsx";

export const JSON_ROW_PX = 22;

/** Deeper rows are not indented further. */
const MAX_INDENT = 24;
const INDENT_PX = 16;
const SHOWN_CHARS = 300;

const COLORS = {
  string: "text-syntax-string",
  number: "text-syntax-number",
  boolean: "text-syntax-keyword",
  null: "text-syntax-keyword",
  object: "text-muted-foreground",
  array: "text-muted-foreground",
};

/** One value of the tree on one line. */
export function JsonTreeRow(props: {
  id: string;
  node: OutlineNode;
  text: string;
  open: boolean;
  active: boolean;
  query: string;
  top: number;
  onPress: () => void;
}) {
  const { id, node, text, open, active, query, top, onPress } = props;
  const { kind, depth, children, keyStart, keyEnd } = node;
  const isContainer = children > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its items
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names this item as active
    <div
      role="treeitem"
      id={id}
      aria-level={depth + 1}
      aria-posinset={node.position + 1}
      aria-selected={active}
      {...(isContainer ? { "aria-expanded": open } : {})}
      onClick={onPress}
      className={cn(
        "absolute top-0 left-0 flex w-max min-w-full cursor-default items-center whitespace-pre pr-4 hover:bg-muted",
        isContainer && "cursor-pointer",
        active && "bg-accent hover:bg-accent",
      )}
      style={{
        height: JSON_ROW_PX,
        paddingLeft: 8 + Math.min(depth, MAX_INDENT) * INDENT_PX,
        transform: `translateY(${top}px)`,
      }}
    >
      <span className="inline-flex w-4 shrink-0 text-muted-foreground">
        {isContainer ? (
          <ChevronRightIcon aria-hidden="true" className={cn("size-3.5", open && "rotate-90")} />
        ) : null}
      </span>
      {keyEnd > 0 ? (
        <span className="text-syntax-key">
          <Cut text={text} start={keyStart + 1} end={keyEnd - 1} query={query} />
          <span className="text-muted-foreground">: </span>
        </span>
      ) : node.parent >= 0 ? (
        <span className="text-muted-foreground">{node.position}: </span>
      ) : null}
      <span className={COLORS[kind]}>
        {kind === "object" || kind === "array" ? (
          containerWords(kind, children)
        ) : (
          <Cut text={text} start={node.start} end={node.end} query={query} />
        )}
      </span>
    </div>
  );
}

function containerWords(kind: "object" | "array", children: number): string {
  if (kind === "object") return children === 0 ? "{}" : `{…} ${formatCount(children, "key")}`;
  return children === 0 ? "[]" : `[…] ${formatCount(children, "item")}`;
}

function Cut(props: { text: string; start: number; end: number; query: string }) {
  const { text, start, end, query } = props;
  const isCut = end - start > SHOWN_CHARS;
  return (
    <>
      <VisibleText text={text.slice(start, isCut ? start + SHOWN_CHARS : end)} query={query} />
      {isCut ? (
        <span className="text-muted-foreground">… {formatBytes(end - start)} in all</span>
      ) : null}
    </>
  );
}
