"use client";

import { CheckIcon, ChevronsUpDownIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import {
  Command,
  CommandEmpty,
  CommandInput,
  CommandItem,
  CommandList,
} from "#components/ui/command.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { cn } from "#lib/cn.ts";
import type { ProviderSummary } from "#lib/simulators/schema.ts";

/** A provider out of many, found by its name or by what one of its events is called. */
export function ProviderPicker(props: {
  /** Of the button; it is named by `${id}-label`. */
  id: string;
  providers: readonly ProviderSummary[];
  value: ProviderSummary;
  onChange: (provider: ProviderSummary) => void;
}) {
  const { id, providers, value, onChange } = props;
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen} modal>
      <PopoverTrigger asChild>
        <Button
          id={id}
          variant="outline"
          aria-labelledby={`${id}-label ${id}`}
          className="w-full justify-between px-2.5 font-normal"
        >
          <span className="truncate">{value.label}</span>
          <ChevronsUpDownIcon className="text-muted-foreground" />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="w-(--radix-popover-trigger-width) min-w-64 p-0">
        <Command label="Providers" defaultValue={value.label} filter={filterByText}>
          <CommandInput placeholder="Search providers and events…" />
          <CommandList>
            <CommandEmpty>No provider or event is called so.</CommandEmpty>
            {providers.map((provider) => (
              <CommandItem
                key={provider.id}
                value={provider.label}
                keywords={provider.events.flatMap(({ label, topic }) => [label, topic])}
                onSelect={() => {
                  onChange(provider);
                  setOpen(false);
                }}
              >
                <CheckIcon
                  className={cn(provider.id !== value.id && "invisible")}
                  aria-hidden="true"
                />
                <span className="min-w-0 flex-1 truncate">{provider.label}</span>
                <span className="text-muted-foreground text-xs tabular-nums">
                  {provider.events.length}
                  <span className="sr-only">
                    {provider.events.length === 1 ? " event" : " events"}
                  </span>
                </span>
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

/** Names that begin so first, then those that have it anywhere, then events. */
function filterByText(label: string, search: string, keywords: string[] = []): number {
  const text = search.trim().toLowerCase();
  const name = label.toLowerCase();
  if (name.startsWith(text)) return 1;
  if (name.includes(text)) return 0.8;
  return keywords.some((keyword) => keyword.toLowerCase().includes(text)) ? 0.5 : 0;
}
