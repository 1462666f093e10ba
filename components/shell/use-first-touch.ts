import { useSyncExternalStore } from "react";

const SIGNS = ["pointermove", "pointerdown", "keydown"] as const;

let touched = false;

/**
 * True from the first sign of a hand at the pointer or the keyboard: time to load what a press may
 * ask for, and early enough that nobody waits for it.
 */
export function useFirstTouch(): boolean {
  return useSyncExternalStore(
    listen,
    () => touched,
    () => false,
  );
}

function listen(changed: () => void): () => void {
  const touch = () => {
    touched = true;
    stop();
    changed();
  };
  const stop = () => {
    for (const sign of SIGNS) removeEventListener(sign, touch, true);
  };
  if (!touched) for (const sign of SIGNS) addEventListener(sign, touch, true);
  return stop;
}
