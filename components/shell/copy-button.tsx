"use client";

import { CheckIcon, CopyIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import { toast } from "./toast.ts";

const FEEDBACK_MS = 2000;

type CopyButtonProps = Omit<ButtonProps, "onClick" | "children" | "asChild"> & {
  /** What goes to the clipboard. */
  text: string;
  /** What the button is called for screen readers: "Copy capture URL". */
  label: string;
  /** Shown beside the icon; an icon-only button when absent. */
  children?: string;
};

/** Copies a text, and says so: on the button for the eye, politely for screen readers. */
export function CopyButton({ text, label, children, ...props }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = async () => {
    if (!(await writeClipboard(text))) {
      toast.error("The browser refused the clipboard. Select the text and copy it by hand.");
      return;
    }
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), FEEDBACK_MS);
  };

  return (
    <>
      <Button
        size={children === undefined ? "icon" : "default"}
        {...props}
        aria-label={label}
        onClick={copy}
      >
        {copied ? <CheckIcon /> : <CopyIcon />}
        {children === undefined ? null : (
          <Swap shown={copied ? "Copied" : children} widths={[children, "Copied"]} />
        )}
      </Button>
      <span className="sr-only" aria-live="polite">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}

/** One of several words, as wide as the widest, so that nothing around it moves. */
function Swap({ shown, widths }: { shown: string; widths: string[] }) {
  return (
    <span className="grid text-center" aria-hidden="true">
      {widths.map((word) => (
        <span
          key={word}
          className={
            word === shown ? "col-start-1 row-start-1" : "invisible col-start-1 row-start-1"
          }
        >
          {word}
        </span>
      ))}
    </span>
  );
}

/** Plain http on another host has no `navigator.clipboard`; the old command still works there. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  const focused = document.activeElement;
  (focused?.parentElement ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
