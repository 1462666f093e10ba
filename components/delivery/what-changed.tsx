"use client";

import { useMemo } from "react";
import { cn } from "#lib/cn.ts";
import { formatCount } from "#lib/format.ts";
import { type DiffLine, diffLines } from "./line-diff.ts";
import type { ResendDraft } from "./resend-draft.ts";

/** Longer lines are cut: a body may be one line of a mebibyte. */
const MAX_LINE_CHARS = 2_000;

const LOOKS = {
  same: { mark: " ", said: "", className: "text-muted-foreground" },
  removed: { mark: "−", said: "Taken out: ", className: "bg-destructive/10 text-destructive" },
  added: { mark: "+", said: "Put in: ", className: "bg-success/10 text-success" },
} as const;

/** The draft beside what was captured. */
export function WhatChanged({ draft, captured }: { draft: ResendDraft; captured: ResendDraft }) {
  const parts = useMemo(
    () =>
      [
        { name: "Method", lines: diffLines(captured.method, draft.method.trim()) },
        { name: "Headers", lines: diffLines(captured.headers, draft.headers) },
        { name: "Body", lines: diffLines(captured.body ?? "", draft.body ?? "") },
      ].filter(({ lines }) => lines.length > 0),
    [draft, captured],
  );
  if (parts.length === 0) {
    return (
      <p className="p-2 text-muted-foreground">
        Nothing: it goes out byte for byte as it was captured.
      </p>
    );
  }
  return (
    <div className="flex max-h-76 flex-col gap-3 overflow-y-auto">
      {parts.map(({ name, lines }) => (
        <section key={name} aria-label={`Changes of the ${name.toLowerCase()}`}>
          <h3 className="mb-1 font-medium text-xs">{name}</h3>
          <ol className="overflow-x-auto rounded-md border bg-background py-1 font-mono text-xs">
            {lines.map((line, index) => (
              <Line key={index} line={line} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Line({ line }: { line: DiffLine }) {
  if (line.kind === "skipped") {
    return (
      <li className="px-2 text-muted-foreground">⋯ {formatCount(line.count, "line")} alike</li>
    );
  }
  const { mark, said, className } = LOOKS[line.kind];
  const text = line.text.slice(0, MAX_LINE_CHARS);
  return (
    <li className={cn("wrap-anywhere flex gap-2 whitespace-pre-wrap px-2", className)}>
      <span aria-hidden="true">{mark}</span>
      <span>
        <span className="sr-only">{said}</span>
        {text}
        {text.length < line.text.length ? "…" : ""}
      </span>
    </li>
  );
}
