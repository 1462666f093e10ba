import { CircleCheckIcon, CircleXIcon, ClockIcon, LoaderCircleIcon } from "lucide-react";
import type { ComponentType } from "react";
import { Badge } from "#components/ui/badge.tsx";
import type { DeliveryState } from "#lib/delivery/schema.ts";

type Look = {
  label: string;
  variant: "outline" | "secondary" | "success" | "destructive";
  Icon: ComponentType<{ "aria-hidden": true; className?: string }>;
};

/** How each state reads; the icons differ in shape, so that nothing rests on color. */
const LOOKS: Record<DeliveryState, Look> = {
  queued: { label: "Queued", variant: "outline", Icon: ClockIcon },
  running: { label: "Running", variant: "secondary", Icon: LoaderCircleIcon },
  succeeded: { label: "Succeeded", variant: "success", Icon: CircleCheckIcon },
  failed: { label: "Failed", variant: "destructive", Icon: CircleXIcon },
};

/** A delivery's state as a word. */
export function stateWord(state: DeliveryState): string {
  return LOOKS[state].label;
}

/** A delivery's state, as icon and word. */
export function DeliveryStateBadge({ state }: { state: DeliveryState }) {
  const { label, variant, Icon } = LOOKS[state];
  return (
    <Badge variant={variant} data-delivery-state={state}>
      <Icon aria-hidden className={state === "running" ? "motion-safe:animate-spin" : ""} />
      {label}
    </Badge>
  );
}
