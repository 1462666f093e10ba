import { lineRange } from "./header-lines.ts";

/** Takes the reader to a field that has a problem; of a text to the line, from 1, unless null. */
export function focusField(controlId: string, line: number | null): void {
  const control = document.getElementById(controlId);
  control?.focus();
  if (line === null || !(control instanceof HTMLTextAreaElement)) return;
  control.setSelectionRange(...lineRange(control.value, line));
}
