/** A share link as its owner sees it; the token itself is shown once, on creation. */
export type ShareSummary = {
  id: string;
  /** Null: the whole bin. */
  requestId: string | null;
  redact: boolean;
  hasPassword: boolean;
  createdAt: string;
  expiresAt: string | null;
};

/** The answer to creating a share. */
export type CreatedShare = ShareSummary & { url: string; token: string };
