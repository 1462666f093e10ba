/** An API token as its bin's owner sees it; the token itself is shown once, on creation. */
export type ApiTokenSummary = {
  id: string;
  name: string;
  /** Its last four characters. */
  hint: string;
  createdAt: string;
  /** To the minute; null: never. */
  lastUsedAt: string | null;
};

/** The answer to making a token. */
export type CreatedApiToken = ApiTokenSummary & { token: string };
