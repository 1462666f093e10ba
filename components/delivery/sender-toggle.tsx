"use client";

import { ToggleGroup, ToggleGroupItem } from "#components/ui/toggle-group.tsx";

/** Who sends: the server, or the page itself. */
export type Sender = "server" | "browser";

/** Chooses who sends. */
export function SenderToggle(props: { sender: Sender; onSender: (sender: Sender) => void }) {
  return (
    <ToggleGroup
      type="single"
      aria-label="Sent by"
      value={props.sender}
      onValueChange={(value) => {
        if (value === "server" || value === "browser") props.onSender(value);
      }}
    >
      <ToggleGroupItem value="server">From the server</ToggleGroupItem>
      <ToggleGroupItem value="browser">From my browser</ToggleGroupItem>
    </ToggleGroup>
  );
}
