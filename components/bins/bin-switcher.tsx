"use client";

import {
  CheckIcon,
  ChevronsUpDownIcon,
  PencilIcon,
  PlusIcon,
  SettingsIcon,
  Trash2Icon,
} from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { BinDetail, BinSummary } from "#lib/bins/schema.ts";
import { cn } from "#lib/cn.ts";

/** Dialogs opened from this menu give the focus back to its button. */
export const BIN_MENU_ID = "bin-menu";

type BinSwitcherProps = {
  bin: Pick<BinDetail, "id" | "name">;
  bins: BinSummary[];
  onRename: () => void;
  onDelete: () => void;
};

/** The bin's name, opening to the caller's other bins and to what can be done with this one. */
export function BinSwitcher({ bin, bins, onRename, onDelete }: BinSwitcherProps) {
  const { making, make } = useNewBin();
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button
          id={BIN_MENU_ID}
          variant="ghost"
          className="min-w-0 shrink px-2"
          aria-label={`Bin ${bin.name}: switch or change`}
        >
          <span className="truncate">{bin.name}</span>
          <ChevronsUpDownIcon className="text-muted-foreground" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
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
        <DropdownMenuItem asChild>
          <Link href={`/bins/${bin.id}/settings`} prefetch={false}>
            <SettingsIcon /> Settings
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem variant="destructive" onSelect={onDelete}>
          <Trash2Icon /> Delete bin…
        </DropdownMenuItem>
      </DropdownMenuContent>
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
