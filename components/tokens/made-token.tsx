"use client";

import { CopyButton } from "#components/shell/copy-button.tsx";
import { ShownOnce } from "#components/shell/shown-once.tsx";
import { Button } from "#components/ui/button.tsx";
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
      <ShownOnce
        text={made.token}
        label="API token"
        copyLabel="Copy the token"
        note="The token is ready. It is shown only now: copy it, or a command, before you leave."
      />
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
