"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useId, useState } from "react";
import { Input } from "#components/ui/input.tsx";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { type EditedPart, EditedParts } from "./edited-parts.tsx";
import { focusField } from "./focus-field.ts";
import { headerLineNumbers } from "./header-lines.ts";
import { changedParts, type ResendDraft, resendInput } from "./resend-draft.ts";
import { ResendField } from "./resend-field.tsx";
import { problemsOf, type ResendProblems } from "./resend-problems.ts";
import { SendFooter } from "./send-footer.tsx";
import { TargetField } from "./target-field.tsx";
import { useRememberedTargets } from "./use-remembered-targets.ts";
import { useSendDelivery } from "./use-send-delivery.ts";

type ResendFormProps = {
  request: CapturedRequest;
  captured: ResendDraft;
  draft: ResendDraft;
  onDraft: (draft: ResendDraft) => void;
  initialTarget: string | undefined;
  onCancel: () => void;
  onSent: () => void;
};

/** Where a request is to go, and what of it is changed before. */
export function ResendForm(props: ResendFormProps) {
  const { request, captured, draft, onDraft, initialTarget, onCancel, onSent } = props;
  const id = useId();
  const remembered = useRememberedTargets(request.binId);
  const [typed, setTyped] = useState<string | null>(initialTarget ?? null);
  const [part, setPart] = useState<EditedPart>("headers");
  const [problems, setProblems] = useState<ResendProblems>({});
  const { sending, send } = useSendDelivery(request.id);
  const target = typed ?? remembered[0]?.url ?? "";
  const changed = changedParts(draft, captured);
  const change = (changes: Partial<ResendDraft>) => onDraft({ ...draft, ...changes });

  const fail = (found: ResendProblems) => {
    setProblems(found);
    if (found.headers) setPart("headers");
    else if (found.body) setPart("body");
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands, in React's tree, inside whatever opened it.
    event.stopPropagation();
    const built = resendInput(target, draft, captured);
    if (!built.ok) {
      const { line, message } = built;
      return fail({ headers: { message: `Line ${line}: ${message}.`, line } });
    }
    setProblems({});
    const result = await send(built.input);
    if (result.state === "sent") onSent();
    if (result.state === "failed") fail(problemsOf(result.error, headerLineNumbers(draft.headers)));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };

  useEffect(() => focusProblem(id, problems), [id, problems]);

  return (
    <form noValidate onSubmit={submit} onKeyDown={onKeyDown} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
        <TargetField
          id={`${id}-target`}
          request={request}
          value={target}
          onChange={setTyped}
          remembered={remembered}
          problem={problems.target}
        />
        <ResendField
          id={`${id}-method`}
          label="Method"
          problem={problems.method}
          hint={changed.method ? `${captured.method} as captured` : undefined}
        >
          <Input
            id={`${id}-method`}
            className="font-mono"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={draft.method}
            onChange={(event) => change({ method: event.target.value })}
            aria-invalid={problems.method !== undefined}
            aria-describedby={`${id}-method-hint`}
          />
        </ResendField>
      </div>
      <EditedParts
        id={id}
        request={request}
        captured={captured}
        draft={draft}
        onChange={change}
        part={part}
        onPart={setPart}
        problems={problems}
      />
      <p role="alert" className="text-destructive empty:hidden">
        {problems.other}
      </p>
      <SendFooter sending={sending} onCancel={onCancel} />
    </form>
  );
}

/** Takes the reader to the first field that has a problem. */
function focusProblem(id: string, problems: ResendProblems): void {
  const fields = ["target", "method", "headers", "body"] as const;
  const field = fields.find((name) => problems[name] !== undefined);
  if (field === undefined) return;
  focusField(`${id}-${field}`, field === "headers" ? (problems.headers?.line ?? null) : null);
}
