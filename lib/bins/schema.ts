import type { SchemeOptions } from "#lib/signatures/schema.ts";

/** The limits in force, as the user should see them before they bite. */
export type Limits = {
  /** Newest unpinned requests kept. */
  maxRequests: number;
  maxBodyBytes: number;
  /** Null when rate limiting is off. */
  capturesPerMinute: number | null;
  /** Days after the last request until an anonymous bin goes. */
  retentionDays: number;
  /** Of all of an owner's bins together; null when rate limiting is off. */
  deliveriesPerMinute: number | null;
  /** Newest dead deliveries kept, beside the requests. */
  maxDeadLetters: number;
};

/** How a bin checks signatures; secrets themselves never leave the server. */
export type SignatureSetting = {
  scheme: string;
  options: SchemeOptions;
  /** `hint` is enough to recognise a secret by: its last four characters. */
  secrets: { id: string; hint: string }[];
};

/** How far the checking of a bin's stored requests against a new setting has come. */
export type RecheckProgress = { done: number; total: number };

/** Requests that were turned away within one minute. */
export type RefusalSummary = {
  reason: "body_too_large" | "rate_limited";
  status: number;
  count: number;
  lastAt: string;
  method: string;
  path: string;
  remoteAddress: string;
  declaredBytes: number | null;
};

/** A bin as its owner sees it. */
export type BinDetail = {
  id: string;
  name: string;
  slug: string;
  captureUrl: string;
  inspectUrl: string;
  createdAt: string;
  lastRequestAt: string | null;
  /** Null for bins that belong to an account. */
  expiresAt: string | null;
  limits: Limits;
  counts: { kept: number; pinned: number };
  signature: SignatureSetting | null;
  /** Null when no stored requests are being checked again. */
  recheck: RecheckProgress | null;
  refusals: RefusalSummary[];
  owner: "anonymous" | "account";
};

/** A bin as it stands in a list. */
export type BinSummary = Pick<
  BinDetail,
  "id" | "name" | "slug" | "captureUrl" | "inspectUrl" | "createdAt" | "lastRequestAt" | "expiresAt"
>;

/** What the holder of a share link may know about a bin. */
export type SharedBin = Pick<BinDetail, "id" | "name" | "limits" | "counts">;
