"use client";

import { LoaderCircleIcon } from "lucide-react";
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from "react";
import { ProblemWithRetry } from "./problem-with-retry.tsx";
import { toast } from "./toast.ts";

type Load<Props> = () => Promise<ComponentType<Props>>;

/**
 * A component whose code is loaded when it is first rendered. Unlike with `next/dynamic`, the page
 * stays when that fails (the server is away, or has a newer build): nothing is shown, and the next
 * render tries again. `isWanted` tells whether somebody waits for it and is to be told.
 */
export function loadLate<Props extends object>(
  load: Load<Props>,
  isWanted: (props: Props) => boolean,
): ComponentType<Props> {
  const useLoaded = loading(load);
  return function LoadedLate(props: Props) {
    const wanted = isWanted(props);
    const Part = useLoaded(wanted, () => {
      if (wanted) tellFailure();
    });
    return Part === null ? null : <Part {...props} />;
  };
}

/**
 * The same for a part of the page that has a place: `waiting` stands there until it is loaded, and
 * when that fails a sentence with a button that tries again. On the server it is `waiting`.
 */
export function loadPart<Props extends object>(
  load: Load<Props>,
  waiting: ReactNode,
): ComponentType<Props> {
  const useLoaded = loading(load);
  return function LoadedPart(props: Props) {
    const [attempt, setAttempt] = useState(1);
    const [failed, setFailed] = useState(0);
    const Part = useLoaded(attempt, () => setFailed(attempt));
    if (Part !== null) return <Part {...props} />;
    if (failed !== attempt) return waiting;
    return (
      <ProblemWithRetry
        problem={`${FAILED}. ${WHAT_TO_DO}`}
        onRetry={() => setAttempt(attempt + 1)}
        className="p-4"
      />
    );
  };
}

/** The same for a dialog: it says that it is opening, and is closed again when it can't be loaded. */
export function loadDialog<Props extends object>(
  load: Load<Props>,
  close: (props: Props) => void,
): ComponentType<Props> {
  const useLoaded = loading(load);
  return function LoadedDialog(props: Props) {
    const Part = useLoaded(null, () => {
      tellFailure();
      close(props);
    });
    return Part === null ? <Opening /> : <Part {...props} />;
  };
}

/** A hook that loads a component once for all, and once more when `attempt` changes after a failure. */
function loading<Props>(load: Load<Props>) {
  let loaded: ComponentType<Props> | null = null;
  return function useLoaded(attempt: unknown, onFailed: () => void): ComponentType<Props> | null {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => loaded);
    const tell = useRef(onFailed);
    useEffect(() => {
      tell.current = onFailed;
    });
    useEffect(() => {
      if (Part !== null) return;
      let left = false;
      load().then(
        (part) => {
          loaded = part;
          if (!left) setPart(() => part);
        },
        () => {
          if (!left) tell.current();
        },
      );
      return () => {
        left = true;
      };
    }, [Part, attempt]);
    return Part;
  };
}

/** Appears where opening takes longer than a blink. */
function Opening() {
  return (
    <p
      role="status"
      className="fade-in pointer-events-none fixed top-1/2 left-1/2 z-50 flex -translate-x-1/2 -translate-y-1/2 animate-in items-center gap-2 rounded-md border bg-popover fill-mode-both px-4 py-3 text-popover-foreground shadow-lg delay-300"
    >
      <LoaderCircleIcon aria-hidden="true" className="size-4 motion-safe:animate-spin" />
      Opening…
    </p>
  );
}

const FAILED = "That part of the page could not be loaded";
const WHAT_TO_DO = "Is the server reachable? If it was updated, reload the page.";

function tellFailure(): void {
  toast.error(FAILED, { description: WHAT_TO_DO });
}
