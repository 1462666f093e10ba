import { compileSearch } from "#lib/inspection/search-grammar.ts";
import { createSubject } from "#lib/inspection/search-subject.ts";
import type { Capture } from "./captures.ts";
import type { OptionTable } from "./command.ts";
import { WrongUsage } from "./stop.ts";

/** The option that narrows a bin's captures. */
export const FILTER_OPTION = {
  filter: {
    type: "string",
    value: "search",
    help: "only captures that match, as a target's filter does: 'path:/orders body.amount>100 -status:failed'",
  },
} as const satisfies OptionTable;

/** What captures have to match; null: all do. Throws WrongUsage with the place of what is wrong. */
export function readFilter(text: string | null): ((capture: Capture) => boolean) | null {
  const search = compileSearch(text ?? "");
  if (!search.ok) {
    throw new WrongUsage(`--filter: ${search.message} (at character ${search.position + 1}).`);
  }
  if (search.isEmpty) return null;
  return (capture) => search.matches(createSubject(capture));
}
