"use client";

import { Popover as PopoverPrimitive } from "radix-ui";
import { type ComponentProps, useRef } from "react";
import { cn } from "#lib/cn.ts";
import type { Opener } from "./opener.tsx";

export function Popover(props: ComponentProps<typeof PopoverPrimitive.Root>) {
  return <PopoverPrimitive.Root {...props} />;
}

export function PopoverTrigger(props: ComponentProps<typeof PopoverPrimitive.Trigger>) {
  return <PopoverPrimitive.Trigger data-slot="popover-trigger" {...props} />;
}

export function PopoverAnchor(props: ComponentProps<typeof PopoverPrimitive.Anchor>) {
  return <PopoverPrimitive.Anchor {...props} />;
}

export function PopoverClose(props: ComponentProps<typeof PopoverPrimitive.Close>) {
  return <PopoverPrimitive.Close {...props} />;
}

export function PopoverContent({
  className,
  align = "center",
  sideOffset = 6,
  ...props
}: ComponentProps<typeof PopoverPrimitive.Content>) {
  return (
    <PopoverPrimitive.Portal>
      <PopoverPrimitive.Content
        data-slot="popover-content"
        align={align}
        sideOffset={sideOffset}
        collisionPadding={12}
        className={cn(
          "data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0 z-50 max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-md border bg-popover p-4 text-popover-foreground text-sm shadow-md outline-none data-[state=closed]:animate-out data-[state=open]:animate-in",
          className,
        )}
        {...props}
      />
    </PopoverPrimitive.Portal>
  );
}

/** The popover of a `PopoverButton`. */
export function PopoverPanel({
  opener,
  ...props
}: ComponentProps<typeof PopoverPrimitive.Content> & { opener: Opener }) {
  const { open, onOpenChange, button, panelId } = opener;
  const pressedOutside = useRef(false);
  return (
    <PopoverPrimitive.Root open={open} onOpenChange={onOpenChange}>
      <PopoverPrimitive.Anchor virtualRef={button} />
      <PopoverContent
        id={panelId}
        onInteractOutside={(event) => {
          // The button closes it by itself.
          if (event.target instanceof Node && button.current?.contains(event.target)) {
            event.preventDefault();
          } else pressedOutside.current = true;
        }}
        onCloseAutoFocus={(event) => {
          if (!pressedOutside.current) button.current?.focus();
          pressedOutside.current = false;
          event.preventDefault();
        }}
        {...props}
      />
    </PopoverPrimitive.Root>
  );
}
