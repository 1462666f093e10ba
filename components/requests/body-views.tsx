"use client";

import { useMemo, useState } from "react";
import { CopyButton } from "#components/shell/copy-button.tsx";
import { loadPart } from "#components/shell/load-late.tsx";
import { ToggleGroup, ToggleGroupItem } from "#components/ui/toggle-group.tsx";
import { formatBytes } from "#lib/format.ts";
import { parseFormFields } from "#lib/inspection/form-fields.ts";
import type { BodyAnalysis } from "./body-jobs.ts";
import { Note, Working } from "./body-notice.tsx";
import {
  AUTO_TREE_BYTES,
  type BodyView,
  VIEW_LABELS,
  type ViewChoices,
  viewFor,
  viewsOf,
} from "./body-view-choice.ts";
import { CodeView } from "./code-view.tsx";
import { FieldTable } from "./field-table.tsx";
import { JsonTree } from "./json-tree.tsx";
import type { BodyBytes } from "./use-body-bytes.ts";
import { useBodyJob } from "./use-body-job.ts";

const HexView = loadPart(() => import("./hex-view.tsx").then((module) => module.HexView), null);
const ImageView = loadPart(
  () => import("./image-view.tsx").then((module) => module.ImageView),
  null,
);
const PartsView = loadPart(
  () => import("./parts-view.tsx").then((module) => module.PartsView),
  null,
);

type BodyViewsProps = {
  analysis: BodyAnalysis;
  bytes: BodyBytes;
  contentType: string | null;
  query: string;
  choices: ViewChoices;
};

/** A body that has been read, with a switch between the views that fit it. */
export function BodyViews(props: BodyViewsProps) {
  const { analysis, bytes, choices } = props;
  const { kind, detail, text } = analysis;
  const [chosenHere, setChosenHere] = useState<BodyView | null>(null);
  const view = chosenHere ?? viewFor(kind, bytes.length, choices.chosen[kind]);
  const views = viewsOf(kind);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 items-center gap-x-3 border-b px-3 py-1.5">
        {views.length > 1 ? (
          <ToggleGroup
            type="single"
            aria-label="Show the body as"
            value={view}
            onValueChange={(value) => {
              const next = views.find((candidate) => candidate === value);
              if (next === undefined) return;
              setChosenHere(next);
              choices.choose(kind, next);
            }}
          >
            {views.map((candidate) => (
              <ToggleGroupItem key={candidate} value={candidate}>
                {VIEW_LABELS[candidate]}
              </ToggleGroupItem>
            ))}
          </ToggleGroup>
        ) : null}
        <p className="min-w-0 flex-1 truncate text-muted-foreground text-xs">
          {detail} · {formatBytes(bytes.length)}
          {kind === "json" && view !== "tree" && bytes.length > AUTO_TREE_BYTES
            ? " · Tree is there when you ask for it"
            : ""}
        </p>
        {text === null ? null : (
          <CopyButton
            variant="ghost"
            size="sm"
            text={text}
            label="Copy the body"
            className="ml-auto max-sm:min-w-10 max-sm:px-2 max-sm:[&>span]:hidden"
          >
            Copy
          </CopyButton>
        )}
      </div>
      <div className="flex min-h-0 flex-1 flex-col">
        <ShownView {...props} view={view} />
      </div>
    </div>
  );
}

function ShownView({
  view,
  analysis,
  bytes,
  contentType,
  query,
}: BodyViewsProps & { view: BodyView }) {
  const { kind } = analysis;
  const text = analysis.text ?? "";
  switch (view) {
    case "tree":
      return <TreeView text={text} query={query} />;
    case "pretty":
      return <PrettyView text={text} query={query} />;
    case "text": {
      const language = kind === "json" || kind === "xml" || kind === "html" ? kind : null;
      return <CodeView text={text} language={language} label="Body as text" query={query} />;
    }
    case "form":
      return <FormView text={text} query={query} />;
    case "parts":
      return <PartsView bytes={bytes} contentType={contentType} query={query} />;
    case "image":
      return <ImageView bytes={bytes} name={contentType ?? "image"} />;
    case "hex":
      return <HexView bytes={bytes} label="Body as hexadecimal" />;
  }
}

function TreeView({ text, query }: { text: string; query: string }) {
  const input = useMemo(() => ({ text }), [text]);
  const job = useBodyJob("outline", input);
  if (job.state === "working") return <Working>Building the tree…</Working>;
  if (job.state === "failed") return <Note>{job.message}</Note>;
  const { outline, fault } = job.output;
  if (outline) return <JsonTree outline={outline} text={text} query={query} />;
  return (
    <>
      <p role="alert" className="shrink-0 border-b px-4 py-2 text-destructive">
        Line {fault.line}, column {fault.column}: {fault.message}. Shown as text.
      </p>
      <CodeView text={text} language="json" label="Body as text" query={query} />
    </>
  );
}

function PrettyView({ text, query }: { text: string; query: string }) {
  const input = useMemo(() => ({ text }), [text]);
  const job = useBodyJob("pretty", input);
  if (job.state === "working") return <Working>Putting it in lines…</Working>;
  if (job.state === "failed") return <Note>{job.message}</Note>;
  return <CodeView text={job.output} language="json" label="Body, indented" query={query} />;
}

function FormView({ text, query }: { text: string; query: string }) {
  const fields = useMemo(() => parseFormFields(text.trim()), [text]);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <FieldTable
        caption="Form fields"
        nameHeading="Field"
        fields={fields}
        query={query}
        empty="There are no fields in this form."
      />
    </div>
  );
}
