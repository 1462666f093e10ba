"use client";

import { useMemo } from "react";
import { cn } from "#lib/cn.ts";
import { formatCount } from "#lib/format.ts";
import { type Alike, type DiffLine, diffLines } from "./line-diff.ts";
import type { ResendDraft } from "./resend-draft.ts";

/** Of what is alike in a long line so much is shown around the change: a body may be one of a mebibyte. */
const MAX_ALIKE_CHARS = 200;
/** More of a line is cut. */
const MAX_CHANGED_CHARS = 2_000;
/** More lines are counted. */
const MAX_LINES = 500;

const LOOKS = {
  same: { mark: " ", said: "", line: "text-muted-foreground", part: "" },
  removed: {
    ...{ mark: "−", said: "Taken out: ", part: "bg-destructive/20" },
    line: "bg-destructive/10 text-destructive",
  },
  added: {
    ...{ mark: "+", said: "Put in: ", part: "bg-success/20" },
    line: "bg-success/10 text-success",
  },
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
            {lines.slice(0, MAX_LINES).map((line, index) => (
              <Line key={index} line={line} />
            ))}
            {lines.length > MAX_LINES ? (
              <li className="px-2 text-muted-foreground">
                ⋯ {formatCount(lines.length - MAX_LINES, "more line")}
              </li>
            ) : null}
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
  const look = LOOKS[line.kind];
  const whole = { start: 0, end: line.text.length };
  const { before, changed, after } = piecesOf(line.text, "alike" in line ? line.alike : whole);
  return (
    <li className={cn("wrap-anywhere flex gap-2 whitespace-pre-wrap px-2", look.line)}>
      <span aria-hidden="true">{look.mark}</span>
      <span>
        <span className="sr-only">{look.said}</span>
        {before}
        {changed === "" ? null : <span className={cn("rounded-xs", look.part)}>{changed}</span>}
        {after}
      </span>
    </li>
  );
}

/** A line in three, each cut to what there is room for. */
function piecesOf(text: string, { start, end }: Alike) {
  const before = text.slice(0, start);
  const changed = text.slice(start, text.length - end);
  const after = text.slice(text.length - end);
  const isLong = text.length > MAX_CHANGED_CHARS;
  return {
    before: isLong && start > MAX_ALIKE_CHARS ? `…${before.slice(-MAX_ALIKE_CHARS)}` : before,
    changed:
      changed.length > MAX_CHANGED_CHARS ? `${changed.slice(0, MAX_CHANGED_CHARS)}…` : changed,
    after: isLong && end > MAX_ALIKE_CHARS ? `${after.slice(0, MAX_ALIKE_CHARS)}…` : after,
  };
}
