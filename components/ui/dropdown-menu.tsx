"use client";

import { CheckIcon } from "lucide-react";
import { Menu as MenuPrimitive } from "radix-ui/internal";
import { type ComponentProps, useRef } from "react";
import { cn } from "#lib/cn.ts";
import type { Opener } from "./opener.tsx";

const itemClasses =
  "relative flex cursor-pointer select-none items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none focus:bg-accent focus:text-accent-foreground data-[disabled]:pointer-events-none data-[disabled]:opacity-50 max-md:min-h-10 [&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4 [&_svg:not([class*='text-'])]:text-muted-foreground";

/**
 * The menu of a `MenuButton`. It is Radix's menu without Radix's trigger, so that the button can be
 * there before the menu's code is; what the trigger knows, the opener tells.
 */
export function DropdownMenu({
  opener,
  modal = true,
  className,
  ...props
}: ComponentProps<typeof MenuPrimitive.Content> & {
  opener: Opener;
  /** False: the page around it stays usable. */
  modal?: boolean;
}) {
  const { open, onOpenChange, button, buttonId, panelId } = opener;
  const pressedOutside = useRef(false);
  return (
    <MenuPrimitive.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      <MenuPrimitive.Anchor virtualRef={button} />
      <MenuPrimitive.Portal>
        <MenuPrimitive.Content
          data-slot="dropdown-menu-content"
          id={panelId}
          aria-labelledby={buttonId}
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={() => {
            if (!modal) pressedOutside.current = true;
          }}
          onCloseAutoFocus={(event) => {
            // Who pressed something else wants to be there.
            if (!pressedOutside.current) button.current?.focus();
            pressedOutside.current = false;
            event.preventDefault();
          }}
          className={cn(
            "data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0 z-50 max-h-(--radix-popper-available-height) min-w-40 overflow-y-auto overflow-x-hidden rounded-md border bg-popover p-1 text-popover-foreground shadow-md data-[state=closed]:animate-out data-[state=open]:animate-in",
            className,
          )}
          {...props}
        />
      </MenuPrimitive.Portal>
    </MenuPrimitive.Root>
  );
}

export function DropdownMenuGroup(props: ComponentProps<typeof MenuPrimitive.Group>) {
  return <MenuPrimitive.Group {...props} />;
}

export function DropdownMenuItem({
  className,
  variant = "default",
  ...props
}: ComponentProps<typeof MenuPrimitive.Item> & { variant?: "default" | "destructive" }) {
  return (
    <MenuPrimitive.Item
      data-slot="dropdown-menu-item"
      className={cn(
        itemClasses,
        variant === "destructive" &&
          "text-destructive focus:bg-destructive/10 focus:text-destructive [&_svg]:text-destructive!",
        className,
      )}
      {...props}
    />
  );
}

function CheckSlot() {
  return (
    <span className="absolute right-2 flex size-4 items-center justify-center">
      <MenuPrimitive.ItemIndicator>
        <CheckIcon className="size-4 text-current" />
      </MenuPrimitive.ItemIndicator>
    </span>
  );
}

export function DropdownMenuRadioGroup(props: ComponentProps<typeof MenuPrimitive.RadioGroup>) {
  return <MenuPrimitive.RadioGroup {...props} />;
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof MenuPrimitive.RadioItem>) {
  return (
    <MenuPrimitive.RadioItem className={cn(itemClasses, "pr-8", className)} {...props}>
      {children}
      <CheckSlot />
    </MenuPrimitive.RadioItem>
  );
}

export function DropdownMenuLabel({
  className,
  ...props
}: ComponentProps<typeof MenuPrimitive.Label>) {
  return (
    <MenuPrimitive.Label
      className={cn("px-2 py-1.5 font-medium text-muted-foreground text-xs", className)}
      {...props}
    />
  );
}

export function DropdownMenuSeparator({
  className,
  ...props
}: ComponentProps<typeof MenuPrimitive.Separator>) {
  return (
    <MenuPrimitive.Separator className={cn("-mx-1 my-1 h-px bg-border", className)} {...props} />
  );
}
