"use client";

import { CheckIcon, ChevronsUpDownIcon } from "lucide-react";
import { useRef, useState } from "react";
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
import { matchProviders } from "./match-provider.ts";

/** A provider out of many, found by its name or by what one of its events is called. */
export function ProviderPicker(props: {
  /** Of the button; it is named by `${id}-label`. */
  id: string;
  providers: readonly ProviderSummary[];
  value: ProviderSummary;
  /** With the event that was searched for, else the provider's first. */
  onChoose: (provider: ProviderSummary, eventId: string) => void;
}) {
  const { id, providers, value, onChoose } = props;
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const type = (text: string) => {
    setSearch(text);
    list.current?.scrollTo(0, 0);
  };
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setSearch("");
      }}
      modal
    >
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
      <PopoverContent
        align="start"
        className="w-(--radix-popover-trigger-width) min-w-64 overflow-hidden p-0"
      >
        <Command label="Providers" defaultValue={value.id} shouldFilter={false}>
          <CommandInput
            value={search}
            onValueChange={type}
            placeholder="Search providers and events…"
          />
          <CommandList ref={list} label="Providers" className="max-h-72">
            <CommandEmpty>No provider or event is called so.</CommandEmpty>
            {matchProviders(providers, search).map(({ provider, event }) => (
              <CommandItem
                key={provider.id}
                value={provider.id}
                onSelect={() => {
                  onChoose(provider, event?.id ?? provider.events[0]?.id ?? "");
                  setOpen(false);
                  setSearch("");
                }}
              >
                <CheckIcon
                  className={cn(provider.id !== value.id && "invisible")}
                  aria-hidden="true"
                />
                <span className="shrink-0">{provider.label}</span>
                <span className="ml-auto truncate text-muted-foreground text-xs">
                  {event?.label ?? countEvents(provider.events.length)}
                </span>
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

function countEvents(count: number): string {
  return count === 1 ? "1 event" : `${count} events`;
}
