"use client";

import { type FormEvent, useEffect, useId, useState } from "react";
import { focusField } from "#components/delivery/focus-field.ts";
import { headerLineNumbers } from "#components/delivery/header-lines.ts";
import { SendFooter } from "#components/delivery/send-footer.tsx";
import { TargetField } from "#components/delivery/target-field.tsx";
import { useKnownTargets } from "#components/delivery/use-known-targets.ts";
import { Label } from "#components/ui/label.tsx";
import { ToggleGroup, ToggleGroupItem } from "#components/ui/toggle-group.tsx";
import type { Breakage } from "#lib/simulators/break-sample.ts";
import type { SamplePreview, SampleSent } from "#lib/simulators/schema.ts";
import { BreakageField } from "./breakage-field.tsx";
import { type SampleDraft, sampleInput } from "./sample-draft.ts";
import { type SamplePart, SampleParts } from "./sample-parts.tsx";
import { type SampleProblems, sampleProblems } from "./sample-problems.ts";
import { SignerField } from "./signer-field.tsx";
import { useSendSignedSample } from "./use-send-signed-sample.ts";

type SampleFormProps = {
  binId: string;
  provider: string;
  event: string;
  breakages: readonly Breakage[];
  preview: SamplePreview;
  draft: SampleDraft;
  onDraft: (draft: SampleDraft) => void;
  onCancel: () => void;
  onSent: (sent: SampleSent) => void;
};

/** What of a sample is changed or broken, and where it goes. */
export function SampleForm(props: SampleFormProps) {
  const { binId, provider, event, breakages, preview, draft, onDraft, onCancel, onSent } = props;
  const id = useId();
  const { items: remembered } = useKnownTargets(binId);
  const [toTarget, setToTarget] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [secret, setSecret] = useState("");
  const [breakage, setBreakage] = useState<Breakage | null>(null);
  const [part, setPart] = useState<SamplePart>("body");
  const [problems, setProblems] = useState<SampleProblems>({});
  const { sending, send } = useSendSignedSample(binId);
  const target = typed ?? remembered[0]?.url ?? "";
  // Another provider may have no such weakness.
  const chosenBreakage = breakage !== null && breakages.includes(breakage) ? breakage : null;

  const fail = (found: SampleProblems) => {
    setProblems(found);
    if (found.headers) setPart("headers");
    else if (found.body) setPart("body");
    else if (found.address) setPart("address");
  };
  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    // The dialog stands, in React's tree, inside whatever opened it.
    submitted.stopPropagation();
    const choices = {
      provider,
      event,
      target: toTarget ? target : null,
      secret: preview.publicKey === null ? secret : "",
      breakage: chosenBreakage,
    };
    const built = sampleInput(preview, draft, choices);
    if (!built.ok) {
      const { line, message } = built;
      return fail({ headers: { message: `Line ${line}: ${message}.`, line } });
    }
    setProblems({});
    const result = await send(built.input);
    if (result.state === "sent") onSent(result.answer);
    if (result.state === "failed")
      fail(sampleProblems(result.error, headerLineNumbers(draft.headers)));
  };
  useEffect(() => focusProblem(id, problems), [id, problems]);

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <SampleParts
        id={id}
        preview={preview}
        draft={draft}
        onChange={(changes) => onDraft({ ...draft, ...changes })}
        part={part}
        onPart={setPart}
        problems={problems}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SignerField
          id={`${id}-secret`}
          preview={preview}
          value={secret}
          onChange={setSecret}
          problem={problems.secret}
        />
        <BreakageField
          id={`${id}-breakage`}
          offered={breakages}
          value={chosenBreakage}
          onChange={setBreakage}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <Label id={`${id}-destination`}>Send to</Label>
        <ToggleGroup
          type="single"
          aria-labelledby={`${id}-destination`}
          value={toTarget ? "target" : "bin"}
          onValueChange={(value) => value !== "" && setToTarget(value === "target")}
        >
          <ToggleGroupItem value="bin">This bin</ToggleGroupItem>
          <ToggleGroupItem value="target">This bin and a URL of yours</ToggleGroupItem>
        </ToggleGroup>
      </div>
      {toTarget ? (
        <div ref={bringIntoSight}>
          <TargetField
            id={`${id}-target`}
            value={target}
            onChange={setTyped}
            remembered={remembered}
            problem={problems.target}
          />
        </div>
      ) : null}
      <p role="alert" className="text-destructive empty:hidden">
        {problems.other}
      </p>
      <SendFooter sending={sending} onCancel={onCancel} />
    </form>
  );
}

/** It comes below the choice that asks for it, where the dialog may end. */
function bringIntoSight(field: HTMLElement | null): void {
  field?.scrollIntoView({ block: "nearest" });
}

/** Takes the reader to the first field that has a problem. */
function focusProblem(id: string, problems: SampleProblems): void {
  const fields = ["headers", "body", "address", "secret", "target"] as const;
  const field = fields.find((name) => problems[name] !== undefined);
  if (field === undefined) return;
  focusField(
    `${id}-${field === "address" ? "path" : field}`,
    field === "headers" ? (problems.headers?.line ?? null) : null,
  );
}
