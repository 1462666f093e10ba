import { PinIcon } from "lucide-react";
import { memo } from "react";
import { VerificationBadge } from "#components/signatures/verification-badge.tsx";
import { cn } from "#lib/cn.ts";
import { formatBytes } from "#lib/format.ts";
import type { RequestSummary } from "#lib/requests/schema.ts";
import { MethodBadge } from "./method-badge.tsx";
import { MarkedText } from "./visible-text.tsx";

type RequestRowProps = {
  row: RequestSummary;
  selected: boolean;
  /** How long ago, in words; empty until the clock of the browser is known. */
  age: string;
  query: string;
  top: number;
  height: number;
  /** Place in the list, from 1, and how many there are; -1 when that is not known. */
  position: number;
  total: number;
  onSelect: (id: string) => void;
};

/** The element id of a row's option. */
export function rowElementId(requestId: string): string {
  return `request-${requestId}`;
}

/** One request in the list: two lines of fixed height. */
export const RequestRow = memo(function RequestRow(props: RequestRowProps) {
  const { row, selected, age, query, top, height, position, total, onSelect } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list box has the focus and names this option as active
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box handles the keys of all its options
    <div
      role="option"
      id={rowElementId(row.id)}
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={total}
      data-request-id={row.id}
      onClick={() => onSelect(row.id)}
      className={cn(
        "absolute inset-x-0 top-0 flex cursor-pointer select-none flex-col justify-center gap-0.5 border-b px-3 hover:bg-muted",
        "border-l-2 border-l-transparent",
        selected && "border-l-primary bg-accent hover:bg-accent",
      )}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <div className="flex min-w-0 items-baseline gap-2">
        <MethodBadge method={row.method} className="shrink-0" />
        <Path path={row.path} query={query} />
        <time
          dateTime={row.receivedAt}
          title={fullTime(row.receivedAt)}
          suppressHydrationWarning
          className="ml-auto shrink-0 whitespace-nowrap text-muted-foreground text-xs tabular-nums"
        >
          {age}
        </time>
      </div>
      <div className="flex min-w-0 items-center gap-2 text-muted-foreground text-xs">
        <span className={cn("tabular-nums", row.replyStatus >= 400 && "text-destructive")}>
          <span className="sr-only">answered </span>
          {row.replyStatus}
        </span>
        <span className="whitespace-nowrap tabular-nums">{formatBytes(row.bodyBytes)}</span>
        <span className="min-w-0 truncate">{shortType(row.contentType)}</span>
        <span className="ml-auto flex shrink-0 items-center gap-1.5">
          {row.pinned ? (
            <PinIcon className="size-3 fill-current" role="img" aria-label="Pinned" />
          ) : null}
          {row.verification ? <VerificationBadge status={row.verification.status} /> : null}
        </span>
      </div>
    </div>
  );
});

/** Long paths lose their middle: both the start and the end tell webhooks apart. */
const TAIL_CHARS = 14;

function Path({ path, query }: { path: string; query: string }) {
  const cut = path.length > 2 * TAIL_CHARS && query === "" ? path.length - TAIL_CHARS : path.length;
  return (
    <span title={path} className="flex min-w-0 font-mono text-[0.8125rem]">
      <span className="min-w-0 truncate">
        <MarkedText text={path.slice(0, Math.min(cut, 300))} query={query} />
      </span>
      {cut < path.length ? <span className="shrink-0">{path.slice(cut)}</span> : null}
    </span>
  );
}

function shortType(contentType: string | null): string {
  return (
    (contentType ?? "")
      .split(";")[0]
      ?.trim()
      .replace(/^application\//, "") ?? ""
  );
}

const fullFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

function fullTime(receivedAt: string): string {
  return fullFormat.format(new Date(receivedAt));
}
