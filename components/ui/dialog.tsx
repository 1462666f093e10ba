"use client";

import { XIcon } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "#lib/cn.ts";

export const overlayClasses =
  "data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0 fixed inset-0 z-50 bg-black/50 data-[state=closed]:animate-out data-[state=open]:animate-in";

export const dialogClasses =
  "data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0 data-[state=closed]:zoom-out-98 data-[state=open]:zoom-in-98 fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-2rem)] w-full max-w-[calc(100%-1.5rem)] -translate-x-1/2 -translate-y-1/2 grid-cols-[minmax(0,1fr)] gap-4 overflow-y-auto has-data-[slot=sticky-footer]:scroll-pb-20 rounded-lg border bg-popover p-5 text-popover-foreground shadow-lg outline-none duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in sm:max-w-md";

export function Dialog(props: ComponentProps<typeof DialogPrimitive.Root>) {
  return <DialogPrimitive.Root {...props} />;
}

export function DialogTrigger(props: ComponentProps<typeof DialogPrimitive.Trigger>) {
  return <DialogPrimitive.Trigger data-slot="dialog-trigger" {...props} />;
}

export function DialogClose(props: ComponentProps<typeof DialogPrimitive.Close>) {
  return <DialogPrimitive.Close data-slot="dialog-close" {...props} />;
}

/**
 * What `returnFocusTo` does when the dialog closes: dialogs opened from a menu have no trigger to go
 * back to. The first of the ids, separated by spaces, that is there and shown gets the focus.
 */
export function focusById(ids: string) {
  return (event: Event) => {
    event.preventDefault();
    ids.split(" ").some((id) => {
      const element = document.getElementById(id);
      element?.focus();
      return element !== null && document.activeElement === element;
    });
  };
}

export function DialogContent({
  className,
  children,
  showCloseButton = true,
  returnFocusTo,
  ...props
}: ComponentProps<typeof DialogPrimitive.Content> & {
  showCloseButton?: boolean;
  /** The id of the element that gets the focus after closing, or several; the trigger's when absent. */
  returnFocusTo?: string | undefined;
}) {
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlayClasses} />
      <DialogPrimitive.Content
        data-slot="dialog-content"
        className={cn(dialogClasses, className)}
        {...(returnFocusTo === undefined ? {} : { onCloseAutoFocus: focusById(returnFocusTo) })}
        {...props}
      >
        {children}
        {showCloseButton ? (
          <DialogPrimitive.Close className="absolute top-3 right-3 inline-flex size-8 cursor-pointer items-center justify-center rounded-md text-muted-foreground outline-none transition-colors hover:bg-accent hover:text-accent-foreground focus-visible:ring-2 focus-visible:ring-ring max-md:size-10">
            <XIcon className="size-4" />
            <span className="sr-only">Close</span>
          </DialogPrimitive.Close>
        ) : null}
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col gap-1.5 pr-8", className)} {...props} />;
}

/** The buttons of a form or of work under way, in sight also where the dialog is taller than the screen. */
export function StickyDialogFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      data-slot="sticky-footer"
      className={cn(
        "sticky -bottom-5 -mx-5 -mb-5 flex gap-2 border-t bg-popover px-5 py-3 *:flex-1 sm:justify-end sm:*:flex-none",
        className,
      )}
      {...props}
    />
  );
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof DialogPrimitive.Title>) {
  return (
    <DialogPrimitive.Title
      className={cn("font-semibold text-base leading-6", className)}
      {...props}
    />
  );
}

export function DialogDescription({
  className,
  ...props
}: ComponentProps<typeof DialogPrimitive.Description>) {
  return (
    <DialogPrimitive.Description
      className={cn("text-muted-foreground text-sm", className)}
      {...props}
    />
  );
}
