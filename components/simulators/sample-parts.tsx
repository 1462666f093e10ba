"use client";

import { Undo2Icon } from "lucide-react";
import { useRef, useState } from "react";
import { LazyTextEditor } from "#components/delivery/lazy-text-editor.tsx";
import { ResendField } from "#components/delivery/resend-field.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { SamplePreview } from "#lib/simulators/schema.ts";
import { changedParts, draftOf, type SampleDraft } from "./sample-draft.ts";
import type { SampleProblems } from "./sample-problems.ts";

const PARTS = ["body", "headers", "address"] as const;

/** The parts of a sample, one in sight at a time. */
export type SamplePart = (typeof PARTS)[number];

const LABELS: Record<SamplePart, string> = {
  body: "Body",
  headers: "Headers",
  address: "Method and path",
};

type SamplePartsProps = {
  /** The fields are `${id}-body`, `${id}-headers`, `${id}-method` and `${id}-path`. */
  id: string;
  preview: SamplePreview;
  draft: SampleDraft;
  onChange: (changes: Partial<SampleDraft>) => void;
  part: SamplePart;
  onPart: (part: SamplePart) => void;
  problems: SampleProblems;
};

/** Body, headers and address of a sample to look at and to edit, each with a way back. */
export function SampleParts(props: SamplePartsProps) {
  const { preview, draft, onChange, part, onPart } = props;
  const [resets, setResets] = useState(0);
  const shownTab = useRef<HTMLButtonElement>(null);
  const built = draftOf(preview.request);
  const changed = changedParts(draft, built);
  const reset = () => {
    const { method, path, headers, body } = built;
    onChange({ body: { body }, headers: { headers }, address: { method, path } }[part]);
    setResets(resets + 1);
    // The button goes with the change.
    shownTab.current?.focus();
  };
  return (
    <Tabs
      value={part}
      onValueChange={(value) => {
        const next = PARTS.find((candidate) => candidate === value);
        if (next) onPart(next);
      }}
      className="gap-3"
    >
      <div className="flex items-stretch border-b">
        <TabsList aria-label="What is sent" className="border-b-0">
          {PARTS.map((name) => (
            <TabsTrigger key={name} ref={name === part ? shownTab : null} value={name}>
              {LABELS[name]} {changed[name] ? <Badge>changed</Badge> : null}
            </TabsTrigger>
          ))}
        </TabsList>
        {changed[part] ? (
          <Button variant="ghost" size="sm" className="ml-auto self-center" onClick={reset}>
            <Undo2Icon /> <span className="max-sm:sr-only">Reset</span>
          </Button>
        ) : null}
      </div>
      <TabsContent value="body" className="sm:min-h-60">
        <BodyPart key={`${preview.id} ${resets}`} {...props} />
      </TabsContent>
      <TabsContent value="headers" className="sm:min-h-60">
        <HeadersPart {...props} />
      </TabsContent>
      <TabsContent value="address" className="sm:min-h-60">
        <AddressPart {...props} />
      </TabsContent>
    </Tabs>
  );
}

function BodyPart({ id, draft, onChange, problems, preview }: SamplePartsProps) {
  const { url, licence, abridged } = preview.source;
  return (
    <ResendField
      id={`${id}-body`}
      label="Body"
      labelHidden
      problem={problems.body}
      hint={
        <p>
          Modelled on{" "}
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            className="text-link underline underline-offset-2"
          >
            this document
          </a>{" "}
          ({licence}){abridged ? ", not all of its fields" : ""}; the values are invented.
        </p>
      }
    >
      <LazyTextEditor
        id={`${id}-body`}
        initialText={draft.body}
        language={/^\s*[[{]/.test(draft.body) ? "json" : null}
        onChange={(body) => onChange({ body })}
      />
    </ResendField>
  );
}

function HeadersPart({ id, draft, onChange, problems, preview }: SamplePartsProps) {
  const { signedBy } = preview;
  return (
    <ResendField
      id={`${id}-headers`}
      label="Headers"
      labelHidden
      problem={problems.headers?.message}
      hint={
        <p className="wrap-anywhere">
          Added: <span className="text-foreground">Host, Content-Length</span>
          {signedBy.length > 0 ? (
            <>
              {" "}
              and, by signing, <span className="text-foreground">{signedBy.join(", ")}</span>
            </>
          ) : null}
          .
        </p>
      }
    >
      <Textarea
        id={`${id}-headers`}
        value={draft.headers}
        onChange={(event) => onChange({ headers: event.target.value })}
        className="h-52 resize-y whitespace-pre font-mono md:text-xs"
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={problems.headers !== undefined}
        aria-describedby={`${id}-headers-hint`}
      />
    </ResendField>
  );
}

function AddressPart({ id, draft, onChange, problems }: SamplePartsProps) {
  const shared = {
    className: "font-mono",
    autoComplete: "off",
    spellCheck: false,
    "aria-invalid": problems.address !== undefined,
  };
  return (
    <div className="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <ResendField id={`${id}-method`} label="Method" problem={undefined}>
        <Input
          id={`${id}-method`}
          {...shared}
          autoCapitalize="characters"
          value={draft.method}
          onChange={(event) => onChange({ method: event.target.value })}
        />
      </ResendField>
      <ResendField
        id={`${id}-path`}
        label="Path"
        problem={problems.address}
        hint={<p>Below the capture URL. A target gets the sample at its own URL.</p>}
      >
        <Input
          id={`${id}-path`}
          {...shared}
          autoCapitalize="none"
          value={draft.path}
          onChange={(event) => onChange({ path: event.target.value })}
          aria-describedby={`${id}-path-hint`}
        />
      </ResendField>
    </div>
  );
}
