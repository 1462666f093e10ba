const HOUR_MS = 3_600_000;

/** How long a share link may be used, as offered. */
export const SHARE_LIFETIMES = [
  { id: "never", label: "Until revoked", ms: null },
  { id: "1h", label: "1 hour", ms: HOUR_MS },
  { id: "1d", label: "1 day", ms: 24 * HOUR_MS },
  { id: "7d", label: "7 days", ms: 7 * 24 * HOUR_MS },
] as const;

export type ShareLifetime = (typeof SHARE_LIFETIMES)[number]["id"];

/** True for the ids of SHARE_LIFETIMES. */
export function isShareLifetime(text: string): text is ShareLifetime {
  return SHARE_LIFETIMES.some((lifetime) => lifetime.id === text);
}

/** When a link made now ends, as ISO 8601; undefined for one that does not. */
export function shareExpiry(lifetime: ShareLifetime, nowMs: number): string | undefined {
  const ms = SHARE_LIFETIMES.find((entry) => entry.id === lifetime)?.ms ?? null;
  return ms === null ? undefined : new Date(nowMs + ms).toISOString();
}
