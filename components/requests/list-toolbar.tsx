"use client";

import { ForwardIcon, ListStartIcon, SearchIcon, Trash2Icon, XIcon } from "lucide-react";
import { type RefObject, useEffect, useId, useState } from "react";
import { useLiveBin, useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Tooltip, TooltipContent, TooltipTrigger } from "#components/ui/tooltip.tsx";
import { cn } from "#lib/cn.ts";

/** The element that the confirmation of "Clear all" gives the focus back to. */
export const CLEAR_BUTTON_ID = "clear-requests";
/** And that of the bulk resend. */
export const BULK_BUTTON_ID = "bulk-resend";

type ListToolbarProps = {
  filterInput: RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  /** Null: the reader may not delete. */
  onClearAll: (() => void) | null;
  /** Sends all that match on; null: the reader may not. */
  onResendAll: (() => void) | null;
};

const TYPING_PAUSE_MS = 250;

/** The filter box, the follow toggle and "Clear all" above the list. */
export function ListToolbar(props: ListToolbarProps) {
  const { filterInput, text, onText, follow, onFollow, onClearAll, onResendAll } = props;
  const hintId = useId();
  const [focused, setFocused] = useState(false);
  useFilter(text);
  return (
    <div className="flex shrink-0 flex-col gap-1 border-b px-2 py-1.5">
      <div className="flex items-center gap-1">
        <search className="relative min-w-0 flex-1">
          <SearchIcon
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-muted-foreground"
          />
          <Input
            ref={filterInput}
            type="text"
            inputMode="search"
            aria-label="Filter requests"
            aria-describedby={hintId}
            placeholder="Filter"
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => onText(event.target.value)}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              event.preventDefault();
              if (text === "") event.currentTarget.blur();
              else onText("");
            }}
            className="pr-8 pl-8"
          />
          {text === "" ? (
            <span
              aria-hidden="true"
              className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-sm border px-1 font-mono text-[0.6875rem] text-muted-foreground leading-4 max-md:hidden"
            >
              /
            </span>
          ) : (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label="Clear the filter"
              onClick={() => {
                onText("");
                filterInput.current?.focus();
              }}
              className="absolute top-1/2 right-0.5 -translate-y-1/2"
            >
              <XIcon />
            </Button>
          )}
        </search>
        <Tooltip>
          <TooltipTrigger asChild>
            <Button
              variant={follow ? "secondary" : "ghost"}
              aria-pressed={follow}
              onClick={() => onFollow(!follow)}
              className={cn("px-2", follow && "text-link")}
            >
              <ListStartIcon /> Follow
            </Button>
          </TooltipTrigger>
          <TooltipContent>Always open the newest request</TooltipContent>
        </Tooltip>
        {onResendAll === null ? null : (
          <Tooltip>
            <TooltipTrigger asChild>
              <Button
                id={BULK_BUTTON_ID}
                variant="ghost"
                size="icon"
                aria-label={text.trim() === "" ? "Resend all requests" : "Resend all that match"}
                onClick={onResendAll}
              >
                <ForwardIcon />
              </Button>
            </TooltipTrigger>
            <TooltipContent>
              {text.trim() === "" ? "Resend all requests" : "Resend all that match"}
            </TooltipContent>
          </Tooltip>
        )}
        {onClearAll === null ? null : (
          <Tooltip>
            <TooltipTrigger asChild>
              <Button
                id={CLEAR_BUTTON_ID}
                variant="ghost"
                size="icon"
                aria-label="Clear all requests"
                onClick={onClearAll}
              >
                <Trash2Icon />
              </Button>
            </TooltipTrigger>
            <TooltipContent>Clear all requests</TooltipContent>
          </Tooltip>
        )}
      </div>
      <p
        id={hintId}
        className={cn(
          "px-1 text-muted-foreground text-xs",
          !focused && text.trim() === "" && "sr-only",
        )}
      >
        Searches method, path, headers and the first 1 MiB of bodies.
      </p>
      <FilterNews />
    </div>
  );
}

/** Passes the text on to the live bin when typing pauses. */
function useFilter(text: string): void {
  const live = useLiveBin();
  useEffect(() => {
    const timer = setTimeout(() => live.setFilter(text), text.trim() === "" ? 0 : TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [live, text]);
}

function FilterNews() {
  const live = useLiveBin();
  const filter = useLiveState((state) => state.filter);
  if (!filter) return null;
  if (filter.status === "failed") {
    return (
      <p role="alert" className="flex items-center gap-2 px-1 text-destructive text-xs">
        {filter.error}
        <Button variant="link" size="inline" className="text-xs" onClick={live.retryFilter}>
          Search again
        </Button>
      </p>
    );
  }
  if (filter.waiting === 0) return null;
  return (
    <p className="px-1 text-warning text-xs">
      {filter.waiting.toLocaleString("en")} new, not filtered yet
    </p>
  );
}
