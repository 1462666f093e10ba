"use client";

import { ChevronsUpDownIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { loadPanel, MenuButton } from "#components/ui/opener.tsx";
import type { BinMenuProps } from "./bin-menu.tsx";

const BinMenu = loadPanel(() => import("./bin-menu.tsx").then((module) => module.BinMenu));

/** Dialogs opened from this menu give the focus back to its button. */
export const BIN_MENU_ID = "bin-menu";

/** The bin's name, opening to the caller's other bins and to what can be done with this one. */
export function BinSwitcher(props: BinMenuProps) {
  const { name } = props.bin;
  return (
    <MenuButton
      button={
        <Button
          id={BIN_MENU_ID}
          variant="ghost"
          className="min-w-0 shrink px-2"
          aria-label={`Bin ${name}: switch or change`}
        >
          <span className="truncate">{name}</span>
          <ChevronsUpDownIcon className="text-muted-foreground" />
        </Button>
      }
    >
      {(opener) => <BinMenu opener={opener} {...props} />}
    </MenuButton>
  );
}
