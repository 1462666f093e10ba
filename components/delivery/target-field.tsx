"use client";

import { HistoryIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
} from "#components/ui/dropdown-menu.tsx";
import { Input } from "#components/ui/input.tsx";
import { MenuButton } from "#components/ui/opener.tsx";
import { formatAge } from "#lib/format.ts";
import { ResendField } from "./resend-field.tsx";
import type { RememberedTarget } from "./use-known-targets.ts";

/** The URL to send to, typed or chosen from those used before. */
export function TargetField(props: {
  id: string;
  value: string;
  onChange: (url: string) => void;
  remembered: readonly RememberedTarget[];
  problem: string | undefined;
}) {
  const { id, value, onChange, remembered, problem } = props;
  const input = useRef<HTMLInputElement>(null);
  const offered = remembered.length > 0;

  useEffect(() => {
    // The last target fills the field when it has been read: typing is to replace it.
    if (offered && document.activeElement === input.current) input.current?.select();
  }, [offered]);

  return (
    <ResendField id={id} label="Target URL" problem={problem}>
      <div className="flex gap-1.5">
        <Input
          ref={input}
          id={id}
          type="url"
          className="font-mono"
          placeholder="https://your-server.example/webhooks"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="send"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onFocus={(event) => event.target.select()}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-hint`}
        />
        {offered ? (
          <RememberedMenu
            targets={remembered}
            onChoose={(url) => {
              onChange(url);
              input.current?.focus();
            }}
          />
        ) : null}
      </div>
    </ResendField>
  );
}

function RememberedMenu({
  targets,
  onChoose,
}: {
  targets: readonly RememberedTarget[];
  onChoose: (url: string) => void;
}) {
  return (
    <MenuButton
      button={
        <Button variant="outline" size="icon" aria-label="Targets used before">
          <HistoryIcon />
        </Button>
      }
    >
      {(opener) => (
        <DropdownMenu opener={opener} align="end" className="max-w-[min(32rem,calc(100vw-2rem))]">
          <DropdownMenuLabel>Sent to before</DropdownMenuLabel>
          {targets.map(({ url, lastUsedAt }) => (
            <DropdownMenuItem key={url} onSelect={() => onChoose(url)} className="items-baseline">
              <span className="wrap-anywhere line-clamp-2 min-w-0 font-mono">{url}</span>
              <span className="ml-auto shrink-0 pl-3 text-muted-foreground text-xs">
                {formatAge(Date.parse(lastUsedAt), Date.now())}
              </span>
            </DropdownMenuItem>
          ))}
        </DropdownMenu>
      )}
    </MenuButton>
  );
}
