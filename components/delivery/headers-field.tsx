"use client";

import { useMemo } from "react";
import { Textarea } from "#components/ui/textarea.tsx";
import { parseHeaderText } from "./header-lines.ts";
import { leftOutHeaders } from "./left-out-headers.ts";
import { ResendField } from "./resend-field.tsx";
import type { ResendProblems } from "./resend-problems.ts";

/** The header fields as lines of text, and in words what becomes of some of them. */
export function HeadersField(props: {
  id: string;
  value: string;
  onChange: (text: string) => void;
  problem: ResendProblems["headers"];
  byServer: boolean;
}) {
  const { id, value, onChange, problem, byServer } = props;
  const leftOut = useMemo(() => {
    const read = parseHeaderText(value);
    return read.ok ? leftOutHeaders(read.headers) : [];
  }, [value]);
  return (
    <ResendField
      id={id}
      label="Headers"
      labelHidden
      problem={problem?.message}
      hint={
        byServer ? (
          <ul className="flex flex-col gap-0.5">
            {leftOut.map(({ reason, names }) => (
              <li key={reason} className="wrap-anywhere">
                {reason}: <Names names={names} />
              </li>
            ))}
            <li>
              Added: <Names names={["Hookglass-Delivery-Id", "Hookglass-Attempt", "CDN-Loop"]} />
            </li>
          </ul>
        ) : undefined
      }
    >
      <Textarea
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-52 resize-y whitespace-pre font-mono md:text-xs"
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint`}
      />
    </ResendField>
  );
}

function Names({ names }: { names: string[] }) {
  return <span className="text-foreground">{names.join(", ")}</span>;
}
