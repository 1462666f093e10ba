import { useCallback, useEffect, useRef, useState } from "react";

const PARAMETER = "request";
/** Browsers refuse more than some hundred address changes in half a minute: holding a key down makes them. */
const ADDRESS_DELAY_MS = 120;
/** Marks the history entries that this page pushed, which "Back" may pop. */
const OPENED = { hookglassOpened: true };

export type Selection = {
  id: string | null;
  select: (id: string) => void;
  /** Opens one that nobody asked for: no step in the history, and Back leaves the page. */
  preselect: (id: string) => void;
  clear: () => void;
};

/**
 * Which request is open, kept in step with `?request=` in the address: opening one from the list is
 * a history entry (so that Back leads to the list), going from one to the next is not.
 */
export function useSelection(initialId: string | null): Selection {
  const [id, setId] = useState(initialId);
  const current = useRef(id);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = useCallback((next: string | null) => {
    current.current = next;
    setId(next);
  }, []);

  useEffect(() => {
    const onPopState = () => {
      clearTimeout(timer.current);
      show(new URLSearchParams(location.search).get(PARAMETER));
    };
    window.addEventListener("popstate", onPopState);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener("popstate", onPopState);
    };
  }, [show]);

  const select = useCallback(
    (next: string) => {
      if (next === current.current) return;
      const fromList = current.current === null;
      show(next);
      clearTimeout(timer.current);
      if (fromList) {
        history.pushState(OPENED, "", addressOf(next));
        return;
      }
      timer.current = setTimeout(
        () => history.replaceState(keptState(), "", addressOf(next)),
        ADDRESS_DELAY_MS,
      );
    },
    [show],
  );

  const preselect = useCallback(
    (next: string) => {
      show(next);
      history.replaceState(null, "", addressOf(next));
    },
    [show],
  );

  const clear = useCallback(() => {
    if (current.current === null) return;
    clearTimeout(timer.current);
    show(null);
    if (wasOpenedHere()) history.back();
    else history.replaceState(null, "", addressOf(null));
  }, [show]);

  return { id, select, preselect, clear };
}

function addressOf(id: string | null): string {
  const url = new URL(location.href);
  if (id === null) url.searchParams.delete(PARAMETER);
  else url.searchParams.set(PARAMETER, id);
  return url.pathname + url.search + url.hash;
}

function wasOpenedHere(): boolean {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "hookglassOpened" in state;
}

// Next's own fields of history.state must not be copied: it would take the call for its own.
function keptState(): typeof OPENED | null {
  return wasOpenedHere() ? OPENED : null;
}
