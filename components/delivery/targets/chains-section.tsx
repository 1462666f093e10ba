import { PauseIcon } from "lucide-react";
import type { Target } from "#lib/delivery/schema.ts";
import { ChainDrawing } from "./chain-drawing.tsx";
import { chainsOf } from "./chains.ts";
import { targetElementId } from "./target-card.tsx";

/** The bin's chains, drawn; nothing when there are none. */
export function ChainsSection({ targets }: { targets: readonly Target[] }) {
  const chains = chainsOf(targets);
  if (chains.length === 0) return null;
  return (
    <section aria-labelledby="chains-title" className="mt-6 flex flex-col gap-3">
      <h2 id="chains-title" className="font-medium">
        Chains
      </h2>
      {chains.map((steps) => {
        const first = steps[0]?.target;
        return (
          <div key={first?.id} className="rounded-lg border bg-card p-3">
            <ChainDrawing label={`The chain from ${first?.name}`} steps={steps}>
              {({ id, name, state }) => (
                <>
                  <a
                    href={`#${targetElementId(id)}`}
                    className="wrap-anywhere line-clamp-2 min-w-0 font-medium underline-offset-4 hover:underline"
                  >
                    {name}
                  </a>
                  {state === "paused" ? (
                    <span className="flex shrink-0 items-center gap-1 text-muted-foreground text-xs">
                      <PauseIcon aria-hidden="true" className="size-3.5" /> paused
                    </span>
                  ) : null}
                </>
              )}
            </ChainDrawing>
          </div>
        );
      })}
    </section>
  );
}
