"use client";

import type { Opener } from "#components/ui/opener.tsx";
import { PopoverPanel } from "#components/ui/popover.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { LimitsExplained } from "./limits-explained.tsx";

/** Every limit of the bin, in a popover. */
export function LimitsPanel({
  opener,
  bin,
}: {
  opener: Opener;
  bin: Pick<BinDetail, "limits" | "owner">;
}) {
  return (
    <PopoverPanel opener={opener} align="start" className="w-96" aria-label="Limits">
      <h2 className="mb-3 font-semibold">Limits of this bin</h2>
      <LimitsExplained limits={bin.limits} owner={bin.owner} />
    </PopoverPanel>
  );
}
