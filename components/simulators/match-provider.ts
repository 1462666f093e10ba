import type { ProviderSummary } from "#lib/simulators/schema.ts";

/** A provider that a search found; the event is the one that was searched for, if it was one. */
export type ProviderMatch = {
  provider: ProviderSummary;
  event: ProviderSummary["events"][number] | null;
};

type Ranked = ProviderMatch & { rank: number };

function rankProvider(provider: ProviderSummary, text: string): Ranked[] {
  const name = provider.label.toLowerCase();
  if (name.startsWith(text)) return [{ provider, event: null, rank: 0 }];
  if (name.includes(text)) return [{ provider, event: null, rank: 1 }];
  const event = provider.events.find(({ label, topic }) =>
    `${label}\n${topic}`.toLowerCase().includes(text),
  );
  return event ? [{ provider, event, rank: 2 }] : [];
}

/**
 * The providers whose names begin so, then those that have it in their names, then those with an
 * event that is called so; each group as it comes.
 */
export function matchProviders(
  providers: readonly ProviderSummary[],
  search: string,
): ProviderMatch[] {
  const text = search.trim().toLowerCase();
  return providers
    .flatMap((provider) => rankProvider(provider, text))
    .sort((a, b) => a.rank - b.rank);
}
