"use client";

import { useEffect, useId } from "react";
import { ResendField } from "#components/delivery/resend-field.tsx";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "#components/ui/select.tsx";
import type { ProviderSummary } from "#lib/simulators/schema.ts";
import { ProviderPicker } from "./provider-picker.tsx";

/** A provider and one of its events. */
export function EventPicker(props: {
  providers: readonly ProviderSummary[];
  provider: ProviderSummary;
  /** Its id. */
  event: string;
  onChoose: (provider: ProviderSummary, eventId: string) => void;
}) {
  const { providers, provider, event, onChoose } = props;
  const id = useId();
  // The dialog opens before the providers are there, with the focus on what there was.
  useEffect(() => document.getElementById(`${id}-provider`)?.focus(), [id]);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <ResendField id={`${id}-provider`} label="Provider" problem={undefined}>
        <ProviderPicker
          id={`${id}-provider`}
          providers={providers}
          value={provider}
          onChoose={onChoose}
        />
      </ResendField>
      <ResendField id={`${id}-event`} label="Event" problem={undefined}>
        <Select value={event} onValueChange={(eventId) => onChoose(provider, eventId)}>
          <SelectTrigger id={`${id}-event`}>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {provider.events.map(({ id: eventId, label, topic }) => (
              <SelectItem key={eventId} value={eventId}>
                {label} <span className="font-mono text-muted-foreground text-xs">{topic}</span>
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </ResendField>
    </div>
  );
}
