"use client";

import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import {
  circumstancesOf,
  type UnreachableReason,
  unreachableReason,
} from "./unreachable-reason.ts";

/** That the browser got no connection, and what the reader can do about it. */
export function UnreachableWords({ url }: { url: string }) {
  const [reason, setReason] = useState<UnreachableReason>("unknown");
  useEffect(() => {
    let left = false;
    circumstancesOf(url).then((circumstances) => {
      if (!left) setReason(unreachableReason(circumstances));
    });
    return () => {
      left = true;
    };
  }, [url]);
  return (
    <>
      <p className="font-medium text-destructive">
        Your browser got no connection to {new URL(url).host}.
      </p>
      <Advice reason={reason} />
    </>
  );
}

function Advice({ reason }: { reason: UnreachableReason }) {
  switch (reason) {
    case "policy":
      return (
        <p className="flex flex-wrap items-center gap-2">
          You came here from a page that may reach nothing but Hookglass. Load this one anew, then
          send again.
          <Button variant="outline" size="sm" onClick={() => location.reload()}>
            Reload
          </Button>
        </p>
      );
    case "denied":
      return (
        <p>
          Your browser was told not to let this page reach your local network. Allow it in the
          settings of this site, left of the address, then send again.
        </p>
      );
    case "mixed":
      return (
        <p>
          Is your server running, on this port? This page is https and your server http: Safari
          refuses that, other browsers allow it for localhost and 127.0.0.1.
        </p>
      );
    case "unknown":
      return (
        <p>
          Is your server running, on this port? When the browser asks whether this page may reach
          your local network, allow it.
        </p>
      );
  }
}
