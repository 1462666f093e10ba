"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onToastWaiting } from "./toast.ts";
import { useFirstTouch } from "./use-first-touch.ts";

const Toaster = dynamic(
  () => import("#components/ui/sonner.tsx").then((module) => module.Toaster),
  { loading: () => null, ssr: false },
);

/**
 * The place for toasts. Loaded when somebody first moves a hand, so that it is there before the
 * first toast, also when the server has gone away since.
 */
export function LazyToaster() {
  const touched = useFirstTouch();
  const [waited, setWaited] = useState(false);
  useEffect(() => onToastWaiting(() => setWaited(true)), []);
  return touched || waited ? <Toaster /> : null;
}
