"use client";

import { LoaderCircleIcon, RadioIcon, WifiOffIcon } from "lucide-react";
import { Tooltip, TooltipContent, TooltipTrigger } from "#components/ui/tooltip.tsx";
import { cn } from "#lib/cn.ts";
import { type Connection, connectionWords } from "./connection-state.ts";
import { useLiveState } from "./live-bin-provider.tsx";

/** Whether new requests arrive by themselves, in words. */
export function ConnectionStatus() {
  const connection = useLiveState((state) => state.connection);
  const deleted = useLiveState((state) => state.deleted);
  if (deleted) return null;
  const { kind } = connection;
  const waits = kind === "connecting" || kind === "reconnecting";
  const Icon = kind === "live" ? RadioIcon : waits ? LoaderCircleIcon : WifiOffIcon;
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <span
          role="status"
          data-connection={kind}
          className={cn(
            "inline-flex min-w-0 items-center gap-1.5 rounded-sm px-1.5 font-medium text-xs max-md:gap-1 max-md:px-1",
            kind === "live" && "text-success",
            waits && "text-muted-foreground",
            (kind === "offline" || kind === "refused") && "text-warning",
          )}
        >
          <Icon
            aria-hidden="true"
            className={cn("size-3.5 shrink-0", waits && "motion-safe:animate-spin")}
          />
          <span className="truncate">{connectionWords(connection)}</span>
        </span>
      </TooltipTrigger>
      <TooltipContent>{explanation(connection)}</TooltipContent>
    </Tooltip>
  );
}

function explanation(connection: Connection): string {
  switch (connection.kind) {
    case "connecting":
      return "Connecting to the server.";
    case "live":
      return "New requests show up here by themselves.";
    case "reconnecting":
      return "The connection was lost. What arrives meanwhile will be caught up.";
    case "offline":
      return "The server can't be reached; trying again every few seconds. What arrives meanwhile will be caught up.";
    case "refused":
      return connection.message;
  }
}
