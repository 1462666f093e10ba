import type { RequestSummary } from "#lib/requests/schema.ts";

/** By how many places the first row in view that is still there has moved. */
export function rowsMoved(
  old: readonly RequestSummary[],
  rows: readonly RequestSummary[],
  firstInView: number,
): number {
  const lastTried = Math.min(firstInView + 50, old.length);
  for (let at = Math.max(0, firstInView); at < lastTried; at += 1) {
    const now = findRow(rows, old[at]?.id ?? "");
    if (now >= 0) return now - at;
  }
  return 0;
}

/** The place of a row in a list that is sorted newest first; -1 when it is not in it. */
export function findRow(rows: readonly RequestSummary[], id: string): number {
  const at = firstNotNewer(rows, id);
  return rows[at]?.id === id ? at : -1;
}

/** The place of the first row that is not newer than `id`. */
function firstNotNewer(rows: readonly RequestSummary[], id: string): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.id ?? "") > id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the selection is among the rows; between two rows when its own is not there, -1 without one. */
export function selectedPlace(rows: readonly RequestSummary[], selectedId: string | null): number {
  if (selectedId === null) return -1;
  const at = firstNotNewer(rows, selectedId);
  return rows[at]?.id === selectedId ? at : at - 0.5;
}

/** The row next to the selected one, `1` older or `-1` newer; null at the end. */
export function neighbourOf(
  rows: readonly RequestSummary[],
  selectedId: string | null,
  step: 1 | -1,
): string | null {
  const at = selectedPlace(rows, selectedId);
  return rows[step > 0 ? Math.floor(at) + 1 : Math.ceil(at) - 1]?.id ?? null;
}
