"use client";

import { useMemo } from "react";
import { LinesField } from "./form-fields.tsx";
import { parseHeaderText } from "./header-lines.ts";
import { leftOutHeaders } from "./left-out-headers.ts";
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
    <LinesField
      id={id}
      label="Headers"
      labelHidden
      className="h-52"
      value={value}
      onText={onChange}
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
    />
  );
}

function Names({ names }: { names: string[] }) {
  return <span className="text-foreground">{names.join(", ")}</span>;
}
