import { useEffect, useRef } from "react";

/** From this width on list and detail stand side by side (Tailwind's `md`). */
const TWO_PANES = "(min-width: 48rem)";

/**
 * Where both panes are in view the newest request is opened, once, so that nobody looks at an empty
 * half. A reader who has chosen or closed one is left alone.
 */
export function usePreselect(input: {
  selectedId: string | null;
  newestId: string | null;
  preselect: (requestId: string) => void;
}): void {
  const { selectedId, newestId, preselect } = input;
  const settled = useRef(selectedId !== null);
  useEffect(() => {
    if (selectedId !== null) settled.current = true;
    if (settled.current || newestId === null || !matchMedia(TWO_PANES).matches) return;
    settled.current = true;
    preselect(newestId);
  }, [selectedId, newestId, preselect]);
}
