import type { Target } from "#lib/delivery/schema.ts";
import type { ChainLink } from "#lib/delivery/target-settings.ts";

/** What can stand in a chain: a saved target, or one that is being written. */
export type ChainTarget = Pick<Target, "id" | "name" | "chain">;

/** One target of a chain, and what of it goes on to the next. */
export type ChainStep<Of extends ChainTarget> = {
  /** Null: there is no such target any more, and the chain ends before it. */
  target: Of | null;
  /** The link that leads here; null for the first. */
  by: ChainLink | null;
};

/** The chain that begins with a target: itself alone when its answer goes nowhere. */
export function chainFrom<Of extends ChainTarget>(
  first: Of,
  targets: readonly Of[],
): ChainStep<Of>[] {
  const byId = new Map(targets.map((target) => [target.id, target]));
  const steps: ChainStep<Of>[] = [{ target: first, by: null }];
  const seen = new Set([first.id]);
  for (let by = first.chain; by !== null; ) {
    const target = byId.get(by.targetId) ?? null;
    steps.push({ target, by });
    // The server refuses circles; drawing one must still end.
    if (target === null || seen.has(target.id)) break;
    seen.add(target.id);
    by = target.chain;
  }
  return steps;
}

/** Every chain of a bin, from the targets that no other leads to. Where two meet, both show the rest. */
export function chainsOf<Of extends ChainTarget>(targets: readonly Of[]): ChainStep<Of>[][] {
  const led = new Set(targets.map(({ chain }) => chain?.targetId));
  return targets
    .filter(({ id, chain }) => chain !== null && !led.has(id))
    .map((first) => chainFrom(first, targets));
}

/** What a link carries on, in a word or two. */
export function linkWords({ body, template }: ChainLink): string {
  const what =
    template.body !== null
      ? "a body of its own"
      : body === "response"
        ? "the answer"
        : "the original";
  return template.url === null ? what : `${what}, to a URL of its own`;
}
