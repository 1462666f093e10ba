"use client";

import { CheckIcon, ChevronsUpDownIcon } from "lucide-react";
import { useState } from "react";
import {
  Command,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "#components/ui/command.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { cn } from "#lib/cn.ts";
import type { SchemeSummary } from "#lib/signatures/scheme.ts";
import { matchScheme } from "./match-scheme.ts";

type SchemePickerProps = {
  id: string;
  schemes: readonly SchemeSummary[];
  /** Null: none is chosen yet. */
  value: SchemeSummary | null;
  onChange: (scheme: string) => void;
  /** Ids of the schemes that the open request looks like: they stand first, and none is chosen. */
  proposed: readonly string[];
  describedBy: string;
  invalid: boolean;
};

/** Chooses one of a hundred schemes by typing a part of its name. */
export function SchemePicker(props: SchemePickerProps) {
  const { id, schemes, value, onChange, proposed, describedBy, invalid } = props;
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const likely = schemes.filter((scheme) => proposed.includes(scheme.id));
  const others = schemes
    .filter((scheme) => !proposed.includes(scheme.id))
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
  const choose = (scheme: string) => {
    onChange(scheme);
    setOpen(false);
  };
  const group = { chosen: value?.id ?? null, onChoose: choose };
  return (
    <Popover
      // A dialog lets nothing outside of it scroll; the list stands outside.
      modal
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setSearch("");
      }}
    >
      <PopoverTrigger
        id={id}
        type="button"
        role="combobox"
        aria-describedby={describedBy}
        aria-invalid={invalid}
        className="flex h-8 w-full min-w-0 cursor-pointer items-center justify-between gap-2 rounded-md border border-input bg-background px-2.5 text-sm outline-none transition-colors focus-visible:border-ring focus-visible:ring-2 focus-visible:ring-ring/40 aria-invalid:border-destructive max-md:h-10"
      >
        <span className={cn("truncate", value === null && "text-muted-foreground")}>
          {value?.label ?? "Choose a scheme"}
        </span>
        <ChevronsUpDownIcon className="size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
      </PopoverTrigger>
      <PopoverContent
        align="start"
        aria-label="Signature schemes"
        className="flex max-h-80 w-(--radix-popover-trigger-width) min-w-64 flex-col overflow-hidden p-0"
      >
        <Command
          label="Signature schemes"
          filter={matchScheme}
          defaultValue={value?.id ?? likely[0]?.id ?? ""}
        >
          <CommandInput
            placeholder={`Search ${schemes.length} schemes`}
            value={search}
            onValueChange={setSearch}
            autoComplete="off"
            spellCheck={false}
          />
          <CommandList label="Signature schemes">
            {likely.length > 0 ? (
              <SchemeGroup {...group} heading="This request looks like" schemes={likely} />
            ) : null}
            <SchemeGroup
              {...group}
              {...(likely.length > 0 ? { heading: "All others" } : {})}
              schemes={others}
            />
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

function SchemeGroup({
  heading,
  schemes,
  chosen,
  onChoose,
}: {
  heading?: string;
  schemes: readonly SchemeSummary[];
  chosen: string | null;
  onChoose: (scheme: string) => void;
}) {
  return (
    <CommandGroup heading={heading}>
      {schemes.map(({ id, label }) => (
        <CommandItem key={id} value={id} keywords={[label]} onSelect={onChoose}>
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {id === chosen ? (
            <>
              <CheckIcon className="size-4 shrink-0" aria-hidden="true" />
              <span className="sr-only">(chosen)</span>
            </>
          ) : null}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}
