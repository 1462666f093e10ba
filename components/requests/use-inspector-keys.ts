import { useEffect, useRef } from "react";

/** The single keys that the inspector listens to. */
export type InspectorKey = "j" | "k" | "/" | "?" | "c" | "r" | "Escape";

const KEYS: readonly string[] = ["j", "k", "/", "?", "c", "r", "Escape"] satisfies InspectorKey[];

function isInspectorKey(key: string): key is InspectorKey {
  return KEYS.includes(key);
}

/** Calls the handler of a key that was pressed outside inputs, menus and dialogs. */
export function useInspectorKeys(handlers: Record<InspectorKey, () => void>): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!isInspectorKey(event.key) || isTyping(event.target) || isCovered()) return;
      event.preventDefault();
      latest.current[event.key]();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** True while a dialog or a menu is open: the keys are theirs. */
function isCovered(): boolean {
  return document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null;
}
