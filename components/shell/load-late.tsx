"use client";

import { type ComponentType, useEffect, useState } from "react";
import { toast } from "./toast.ts";

/**
 * A component whose code is loaded when it is first rendered. Unlike with `next/dynamic`, the page
 * stays when that fails (the server is away, or has a newer build): nothing is shown, and the next
 * render tries again. `isWanted` tells whether somebody waits for it and is to be told.
 */
export function loadLate<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  isWanted: (props: Props) => boolean,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function LoadedLate(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => loaded);
    const wanted = isWanted(props);
    useEffect(() => {
      if (Part !== null) return;
      let left = false;
      load().then(
        (part) => {
          loaded = part;
          if (!left) setPart(() => part);
        },
        () => {
          if (wanted && !left) toast.error("That part of the page could not be loaded", RELOAD);
        },
      );
      return () => {
        left = true;
      };
    }, [Part, wanted]);
    return Part === null ? null : <Part {...props} />;
  };
}

const RELOAD = { description: "Is the server reachable? If it was updated, reload the page." };
