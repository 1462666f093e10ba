"use client";

import { CopyButton } from "#components/shell/copy-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { CreatedApiToken } from "#lib/tokens/schema.ts";
import { listenCommands, type TerminalCommand } from "./listen-commands.ts";

/** The token just made, once, and the commands that use it. */
export function MadeToken({
  made,
  inspectUrl,
  onAnother,
}: {
  made: CreatedApiToken;
  inspectUrl: string;
  onAnother: () => void;
}) {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <div className="flex gap-2">
          <Input
            readOnly
            autoFocus
            value={made.token}
            aria-label="API token"
            className="font-mono"
            onFocus={(event) => event.target.select()}
          />
          <CopyButton text={made.token} label="Copy the token">
            Copy
          </CopyButton>
        </div>
        <p className="text-muted-foreground text-xs" role="status">
          The token is ready. It is shown only now: copy it, or a command, before you leave.
        </p>
      </div>
      <dl className="flex flex-col gap-3">
        {listenCommands(inspectUrl, made.token).map((command) => (
          <Command key={command.label} {...command} />
        ))}
      </dl>
      <Button variant="outline" size="sm" className="self-start" onClick={onAnother}>
        Make another
      </Button>
    </div>
  );
}

function Command({ label, text }: TerminalCommand) {
  return (
    <div className="flex flex-col gap-1">
      <dt className="font-medium text-xs">{label}</dt>
      <dd className="flex items-start gap-2 rounded-md border bg-muted py-1 pr-1 pl-3">
        <code className="wrap-anywhere min-w-0 flex-1 select-all py-1.5 font-mono text-xs">
          {text}
        </code>
        <CopyButton text={text} label={`Copy the command: ${label}`} variant="ghost" />
      </dd>
    </div>
  );
}
