import type { RequestSummary } from "#lib/requests/schema.ts";

/** A row whose id sorts by `n`. */
export function summaryRow(n: number, changes: Partial<RequestSummary> = {}): RequestSummary {
  return {
    id: rowId(n),
    receivedAt: new Date(n * 1000).toISOString(),
    method: "POST",
    path: `/${n}`,
    bodyBytes: 2,
    contentType: "application/json",
    remoteAddress: "127.0.0.1",
    replyStatus: 200,
    verification: null,
    pinned: false,
    ...changes,
  };
}

/** The id of row `n`. */
export function rowId(n: number): string {
  return `0190${String(n).padStart(8, "0")}`;
}

/** Rows `from` down to `to`, newest first. */
export function rowsDown(from: number, to: number): RequestSummary[] {
  return Array.from({ length: from - to + 1 }, (_, index) => summaryRow(from - index));
}
