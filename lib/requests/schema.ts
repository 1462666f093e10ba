import type { HeaderList } from "#lib/http/headers.ts";
import type { Diagnosis } from "#lib/signatures/diagnosis/diagnosis.ts";
import type { Verification, VerificationStatus } from "#lib/signatures/schema.ts";

/** A row of the list: what can be shown without reading headers or body. */
export type RequestSummary = {
  /** UUIDv7: newer requests have greater ids. */
  id: string;
  receivedAt: string;
  method: string;
  path: string;
  bodyBytes: number;
  contentType: string | null;
  remoteAddress: string;
  replyStatus: number;
  verification: { status: VerificationStatus } | null;
  pinned: boolean;
};

/** A request whose verdict became another one when it was checked again. */
export type CheckedRequest = Pick<RequestSummary, "id" | "verification">;

/** A page of summaries, newest first. `nextCursor` is null on the last page. */
export type RequestPage = { items: RequestSummary[]; nextCursor: string | null };

/** One captured request, whole. */
export type CapturedRequest = {
  id: string;
  binId: string;
  receivedAt: string;
  method: string;
  /** The request target exactly as on the request line. */
  target: string;
  /** The target below the bin's address, without the query; "/" at least. */
  path: string;
  /** Raw, without "?"; empty when there is none. */
  query: string;
  httpVersion: string;
  remoteAddress: string;
  headers: HeaderList;
  trailers: HeaderList;
  bodyBytes: number;
  contentType: string | null;
  /** The body up to 1 MiB; null above that: fetch `bodyUrl`. */
  bodyBase64: string | null;
  bodyUrl: string;
  /** Milliseconds since `receivedAt`. */
  timings: { firstByteMs: number; lastByteMs: number };
  reply: { status: number; headers: HeaderList; body: string };
  /** "normalized" when a serverless door had already lower-cased and merged the headers. */
  fidelity: "wire" | "normalized";
  pinned: boolean;
  /** True when credential headers are hidden from this reader. */
  redacted: boolean;
  verification: Verification | null;
};

/** What `POST /requests/:id/diagnosis` answers. */
export type RequestDiagnosis = {
  /** Null when the request is right, or none of the known slips explains it. */
  diagnosis: Diagnosis | null;
  /** The body is large: changes to it are tried only when that is asked for. */
  bodySkipped: boolean;
};

/** The largest body that is sent inline with a request's JSON. */
export const MAX_INLINE_BODY_BYTES = 1024 * 1024;
