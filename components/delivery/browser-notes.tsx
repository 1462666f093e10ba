"use client";

import { useMemo } from "react";
import { leftOutByBrowser } from "./browser-request.ts";
import { parseHeaderText } from "./header-lines.ts";

/** What is different when the browser sends: said before, so that nobody has to wonder after. */
export function BrowserNotes({ headers }: { headers: string }) {
  const leftOut = useMemo(() => {
    const read = parseHeaderText(headers);
    return read.ok ? leftOutByBrowser(read.headers) : [];
  }, [headers]);
  return (
    <div className="wrap-anywhere flex flex-col gap-1 text-muted-foreground text-xs">
      <p>
        This page sends to a server on your own machine, without a tunnel: http://localhost or
        http://127.0.0.1. Your server has to allow it (CORS).
      </p>
      {leftOut.length === 0 ? null : (
        <p>
          No page may set these, so the browser leaves them out or writes its own:{" "}
          <span className="text-foreground">{leftOut.join(", ")}</span>
        </p>
      )}
    </div>
  );
}
