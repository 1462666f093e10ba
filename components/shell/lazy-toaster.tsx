"use client";

import { useEffect, useState } from "react";
import { loadLate } from "./load-late.tsx";
import { onToastWaiting } from "./toast.ts";
import { useFirstTouch } from "./use-first-touch.ts";

const Toaster = loadLate<object>(
  () => import("#components/ui/sonner.tsx").then((module) => module.Toaster),
  // What would tell is what is missing.
  () => false,
);

/**
 * The place for toasts. Loaded when somebody first moves a hand, so that it is there before the
 * first toast, also when the server has gone away since; every toast that waits tries again.
 */
export function LazyToaster() {
  const touched = useFirstTouch();
  const [calls, setCalls] = useState(0);
  useEffect(() => onToastWaiting(() => setCalls((count) => count + 1)), []);
  return touched || calls > 0 ? <Toaster key={calls} /> : null;
}
