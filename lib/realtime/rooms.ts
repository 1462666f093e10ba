/** Whoever watches a bin, its owner and readers of share links alike. */
export const binRoom = (binId: string) => `bin:${binId}`;

/** For what readers of a share link must not see. */
export const ownerRoom = (binId: string) => `owner:${binId}`;

/** Whoever watches through one share link. */
export const shareRoom = (shareId: string) => `share:${shareId}`;

/** Whoever watches with one API token. */
export const tokenRoom = (tokenId: string) => `token:${tokenId}`;

/** The bins among a socket's rooms. */
export function countBins(rooms: Set<string>): number {
  return [...rooms].filter((name) => name.startsWith(binRoom(""))).length;
}
