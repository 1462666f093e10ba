"use client";

import { Undo2Icon } from "lucide-react";
import { useRef, useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs.tsx";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { BodyField } from "./body-field.tsx";
import { HeadersField } from "./headers-field.tsx";
import { changedParts, type ResendDraft } from "./resend-draft.ts";
import type { ResendProblems } from "./resend-problems.ts";
import { WhatChanged } from "./what-changed.tsx";

const PARTS = ["headers", "body", "changes"] as const;

/** The large parts of a request and what was changed, one in sight at a time. */
export type EditedPart = (typeof PARTS)[number];

const LABELS: Record<EditedPart, string> = {
  headers: "Headers",
  body: "Body",
  changes: "What changed",
};

/** Headers and body to edit, each with a way back to what was captured. */
export function EditedParts(props: {
  /** The fields are `${id}-headers` and `${id}-body`. */
  id: string;
  request: CapturedRequest;
  captured: ResendDraft;
  draft: ResendDraft;
  onChange: (changes: Partial<ResendDraft>) => void;
  part: EditedPart;
  onPart: (part: EditedPart) => void;
  problems: ResendProblems;
  /** The server sends it, which changes some of the headers. */
  byServer: boolean;
  /** It gets a new signature, which fits whatever is changed. */
  resigned: boolean;
}) {
  const { id, request, captured, draft, onChange, part, onPart, problems } = props;
  const { byServer, resigned } = props;
  const [resets, setResets] = useState(0);
  const shownTab = useRef<HTMLButtonElement>(null);
  const changed = { ...changedParts(draft, captured), changes: false };
  const reset = () => {
    onChange(part === "headers" ? { headers: captured.headers } : { body: captured.body });
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
        <TabsList aria-label="What is sent" className="min-w-0 shrink border-b-0">
          {PARTS.map((name) => (
            <TabsTrigger key={name} ref={name === part ? shownTab : null} value={name}>
              {LABELS[name]} {changed[name] ? <Badge>changed</Badge> : null}
            </TabsTrigger>
          ))}
        </TabsList>
        {changed[part] ? (
          <Button variant="ghost" size="sm" className="ml-auto self-center" onClick={reset}>
            <Undo2Icon /> Reset<span className="max-sm:sr-only"> to captured</span>
          </Button>
        ) : null}
      </div>
      <TabsContent value="headers" className="sm:min-h-76">
        <HeadersField
          id={`${id}-headers`}
          value={draft.headers}
          onChange={(headers) => onChange({ headers })}
          problem={problems.headers}
          byServer={byServer}
        />
      </TabsContent>
      <TabsContent value="changes" className="sm:min-h-76">
        <WhatChanged draft={draft} captured={captured} />
      </TabsContent>
      <TabsContent value="body" className="sm:min-h-76">
        <BodyField
          key={resets}
          id={`${id}-body`}
          request={request}
          value={draft.body}
          captured={captured.body}
          resigned={resigned}
          onChange={(body) => onChange({ body })}
          problem={problems.body}
        />
      </TabsContent>
    </Tabs>
  );
}
