/** The most links of a chain: what comes after the first target. */
export const MAX_CHAIN_LINKS = 5;

/**
 * What is wrong with the chains of a bin; null when each ends, within five links, without coming
 * back. `links` leads from each target to its next one, if it has one.
 */
export function chainProblem(links: ReadonlyMap<string, string | undefined>): string | null {
  for (const first of links.keys()) {
    const seen = new Set([first]);
    for (let next = links.get(first); next !== undefined; next = links.get(next)) {
      if (seen.has(next)) return "the chain would go round in circles";
      seen.add(next);
    }
    if (seen.size - 1 > MAX_CHAIN_LINKS) return `a chain has at most ${MAX_CHAIN_LINKS} links`;
  }
  return null;
}
