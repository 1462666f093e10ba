"use client";

import { Slot } from "radix-ui";
import {
  type ComponentType,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useId,
  useRef,
  useState,
} from "react";
import { loadLate } from "#components/shell/load-late.tsx";
import { useFirstTouch } from "#components/shell/use-first-touch.ts";

/** What a button and the panel that it opens know of each other. */
export type Opener = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  button: RefObject<HTMLButtonElement | null>;
  buttonId: string;
  panelId: string;
};

type OpenerProps = {
  /** What is pressed. It stays the same element while the panel and its library are being loaded. */
  button: ReactElement<{ id?: string }>;
  /** The panel, made by `loadPanel`: a `DropdownMenu` or `PopoverPanel` with this opener. */
  children: (opener: Opener) => ReactNode;
};

/** A panel whose code is loaded at the first touch. */
export function loadPanel<Props extends { opener: Opener }>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  return loadLate(load, ({ opener }) => opener.open);
}

/** A button that opens a menu, with the pointer and keys of Radix's own trigger. */
export function MenuButton({ button, children }: OpenerProps) {
  const { opener, attributes, panel } = useOpener(button, children);
  const { open, onOpenChange } = opener;
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return;
    // Opening moves the focus into the menu; the press must not take it back.
    if (!open) event.preventDefault();
    onOpenChange(!open);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") onOpenChange(true);
    else if (event.key === "Enter" || event.key === " ") onOpenChange(!open);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <Slot.Root
        {...attributes}
        aria-haspopup="menu"
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
      >
        {button}
      </Slot.Root>
      {panel}
    </>
  );
}

/** A button that opens a popover. */
export function PopoverButton({ button, children }: OpenerProps) {
  const { opener, attributes, panel } = useOpener(button, children);
  return (
    <>
      <Slot.Root
        {...attributes}
        aria-haspopup="dialog"
        onClick={() => opener.onOpenChange(!opener.open)}
      >
        {button}
      </Slot.Root>
      {panel}
    </>
  );
}

function useOpener(given: OpenerProps["button"], renderPanel: OpenerProps["children"]) {
  const [open, onOpenChange] = useState(false);
  const touched = useFirstTouch();
  const button = useRef<HTMLButtonElement>(null);
  const ownId = useId();
  const panelId = useId();
  const buttonId = given.props.id ?? ownId;
  const opener: Opener = { open, onOpenChange, button, buttonId, panelId };
  const attributes = {
    ref: button,
    id: buttonId,
    "aria-expanded": open,
    "aria-controls": open ? panelId : undefined,
    "data-state": open ? "open" : "closed",
  };
  return { opener, attributes, panel: touched || open ? renderPanel(opener) : null };
}
