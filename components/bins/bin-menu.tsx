"use client";

import {
  CheckIcon,
  PencilIcon,
  PlusIcon,
  SettingsIcon,
  TerminalIcon,
  Trash2Icon,
} from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { toast } from "#components/shell/toast.ts";
import {
  DropdownMenu,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import type { Opener } from "#components/ui/opener.tsx";
import type { BinDetail, BinSummary } from "#lib/bins/schema.ts";
import { cn } from "#lib/cn.ts";

/** What the bin's name opens to. */
export type BinMenuProps = {
  bin: Pick<BinDetail, "id" | "name">;
  bins: BinSummary[];
  onRename: () => void;
  onCommandLine: () => void;
  onDelete: () => void;
};

/** The caller's bins, and what can be done with this one. */
export function BinMenu({
  opener,
  bin,
  bins,
  onRename,
  onCommandLine,
  onDelete,
}: BinMenuProps & { opener: Opener }) {
  const { making, make } = useNewBin();
  return (
    <DropdownMenu opener={opener} modal={false} align="start" className="w-64">
      <DropdownMenuLabel>Your bins</DropdownMenuLabel>
      <DropdownMenuGroup className="max-h-64 overflow-y-auto">
        {bins.map((other) => (
          <DropdownMenuItem key={other.id} asChild>
            <Link
              href={`/bins/${other.id}`}
              prefetch={false}
              aria-current={other.id === bin.id ? "page" : undefined}
            >
              <CheckIcon className={cn(other.id !== bin.id && "invisible")} />
              <span className="truncate">{other.id === bin.id ? bin.name : other.name}</span>
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuGroup>
      <DropdownMenuItem disabled={making} onSelect={make}>
        <PlusIcon /> New bin
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={onRename}>
        <PencilIcon /> Rename…
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={onCommandLine}>
        <TerminalIcon /> Command line…
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href={`/bins/${bin.id}/settings`} prefetch={false}>
          <SettingsIcon /> Settings
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem variant="destructive" onSelect={onDelete}>
        <Trash2Icon /> Delete bin…
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

function useNewBin(): { making: boolean; make: () => Promise<void> } {
  const router = useRouter();
  const [making, setMaking] = useState(false);
  const make = async () => {
    setMaking(true);
    try {
      const { id } = await api.post<{ id: string }>("/bins", {});
      router.push(`/bins/${id}`);
    } catch (error) {
      toast.error("No bin was made", { description: errorMessage(error) });
    } finally {
      setMaking(false);
    }
  };
  return { making, make };
}
