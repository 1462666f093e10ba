import type { HeaderList } from "#lib/http/headers.ts";
import { splitTarget } from "#lib/http/request-target.ts";
import type { VerificationStatus } from "#lib/signatures/schema.ts";
import { pathBelowBin } from "./bin-address.ts";
import type { RequestSummary } from "./schema.ts";

/** A captured request on its way into the database: one field per column. */
export type StoredRequest = {
  id: string;
  binId: string;
  receivedAt: Date;
  method: string;
  target: string;
  httpVersion: string;
  remoteAddress: string;
  headers: HeaderList;
  trailers: HeaderList;
  body: Uint8Array;
  contentType: string | null;
  firstByteMs: number;
  lastByteMs: number;
  replyStatus: number;
  verificationStatus: VerificationStatus | null;
  fidelity: "wire" | "normalized";
};

/** The columns a summary is made of, from memory or from the database. */
type SummaryColumns = Pick<
  StoredRequest,
  "id" | "receivedAt" | "method" | "target" | "contentType" | "remoteAddress" | "replyStatus"
> & { bodyBytes: number; verificationStatus: string | null; pinnedAt: Date | null };

/** The row of the list for a stored request. */
export function summarizeRequest(row: SummaryColumns): RequestSummary {
  return {
    id: row.id,
    receivedAt: row.receivedAt.toISOString(),
    method: row.method,
    path: splitTarget(pathBelowBin(row.target)).path,
    bodyBytes: row.bodyBytes,
    contentType: row.contentType,
    remoteAddress: row.remoteAddress,
    replyStatus: row.replyStatus,
    verification:
      row.verificationStatus === null ? null : { status: asStatus(row.verificationStatus) },
    pinned: row.pinnedAt !== null,
  };
}

/** Only capture and re-checking write the column, from this very union. */
export function asStatus(text: string): VerificationStatus {
  return text as VerificationStatus;
}
