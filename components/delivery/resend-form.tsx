"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useId, useState } from "react";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { AddressFields } from "./address-fields.tsx";
import { BrowserAnswer } from "./browser-answer.tsx";
import { BrowserNotes } from "./browser-notes.tsx";
import {
  type DestinationKind,
  DestinationToggle,
  SavedTargetsField,
} from "./destination-field.tsx";
import { type EditedPart, EditedParts } from "./edited-parts.tsx";
import { focusField } from "./focus-field.ts";
import { TextField } from "./form-fields.tsx";
import { headerLineNumbers } from "./header-lines.ts";
import {
  changedParts,
  type Destination,
  type ResendDraft,
  type ResendInput,
  type ResignWish,
  resendInput,
} from "./resend-draft.ts";
import { problemsOf, type ResendProblems } from "./resend-problems.ts";
import { ResignField } from "./resign-field.tsx";
import { SendFooter } from "./send-footer.tsx";
import { type Sender, SenderToggle } from "./sender-toggle.tsx";
import { TargetField } from "./target-field.tsx";
import { useBrowserSender } from "./use-browser-sender.ts";
import { useKnownTargets } from "./use-known-targets.ts";
import { useSendDelivery } from "./use-send-delivery.ts";

type ResendFormProps = {
  request: CapturedRequest;
  captured: ResendDraft;
  draft: ResendDraft;
  onDraft: (draft: ResendDraft) => void;
  initialTarget: string | undefined;
  initialSender: Sender;
  onCancel: () => void;
  onSent: () => void;
};

/** Who sends a request where, and what of it is changed before. */
export function ResendForm(props: ResendFormProps) {
  const { request, captured, draft, onDraft, initialTarget, initialSender, onCancel, onSent } =
    props;
  const id = useId();
  const known = useKnownTargets(request.binId);
  const [sender, setSender] = useState(initialSender);
  const [kind, setKind] = useState<DestinationKind>("url");
  const [typed, setTyped] = useState<string | null>(initialTarget ?? null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [resign, setResign] = useState<ResignWish>("off");
  const [part, setPart] = useState<EditedPart>("headers");
  const [problems, setProblems] = useState<ResendProblems>({});
  const server = useSendDelivery(request.id);
  const browser = useBrowserSender(request);
  const target = typed ?? known.items[0]?.url ?? "";
  const toSaved = sender === "server" && kind === "saved" && known.targets.length > 0;
  const sending = server.sending || browser.sending;
  const changed = changedParts(draft, captured);
  const change = (changes: Partial<ResendDraft>) => onDraft({ ...draft, ...changes });

  const fail = (found: ResendProblems) => {
    setProblems(found);
    if (found.headers) setPart("headers");
    else if (found.body) setPart("body");
  };
  const sendFromServer = async (wish: ResignWish) => {
    if (toSaved && chosen.length === 0) return fail({ target: "Choose at least one target." });
    const to: Destination[] = toSaved ? chosen.map((targetId) => ({ targetId })) : [{ target }];
    const inputs: ResendInput[] = [];
    for (const destination of to) {
      const built = resendInput(destination, draft, captured, wish);
      if (!built.ok) {
        const { line, message } = built;
        return fail({ headers: { message: `Line ${line}: ${message}.`, line } });
      }
      inputs.push(built.input);
    }
    setProblems({});
    const result = await server.send(inputs);
    if (result.state === "sent") onSent();
    if (result.state === "failed") fail(problemsOf(result.error, headerLineNumbers(draft.headers)));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands, in React's tree, inside whatever opened it.
    event.stopPropagation();
    if (sender === "server") return sendFromServer(resign);
    setProblems({});
    const found = await browser.send(target, draft);
    if (found !== null) fail(found);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };

  useEffect(() => focusProblem(id, problems), [id, problems]);

  return (
    <form noValidate onSubmit={submit} onKeyDown={onKeyDown} className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        <SenderToggle sender={sender} onSender={setSender} />
        {sender === "server" && known.targets.length > 0 ? (
          <DestinationToggle kind={kind} onKind={setKind} />
        ) : null}
      </div>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
        {toSaved ? (
          <SavedTargetsField
            id={`${id}-target`}
            targets={known.targets}
            chosen={chosen}
            onChosen={setChosen}
            problem={problems.target}
          />
        ) : (
          <TargetField
            id={`${id}-target`}
            value={target}
            onChange={setTyped}
            remembered={known.items}
            problem={problems.target}
          />
        )}
        <TextField
          id={`${id}-method`}
          label="Method"
          className="font-mono"
          autoCapitalize="characters"
          value={draft.method}
          onText={(method) => change({ method })}
          problem={problems.method}
          hint={changed.method ? `${captured.method} as captured` : undefined}
        />
      </div>
      <AddressFields
        id={id}
        request={request}
        draft={draft}
        onChange={change}
        toSaved={toSaved}
        problem={problems.address}
      />
      <EditedParts
        id={id}
        request={request}
        captured={captured}
        draft={draft}
        onChange={change}
        part={part}
        onPart={setPart}
        problems={problems}
        byServer={sender === "server"}
        resigned={sender === "server" && resign !== "off"}
      />
      {sender === "server" ? (
        <ResignField
          id={`${id}-resign`}
          request={request}
          wish={resign}
          onWish={setResign}
          problem={problems.resign}
          onInsist={() => {
            setResign("force");
            void sendFromServer("force");
          }}
        />
      ) : (
        <BrowserNotes headers={draft.headers} />
      )}
      <p role="alert" className="text-destructive empty:hidden">
        {problems.other}
      </p>
      {sender === "browser" && browser.last ? (
        <BrowserAnswer {...browser.last} keeping={browser.keeping} />
      ) : null}
      <SendFooter
        sending={sending}
        onCancel={onCancel}
        cancelLabel={browser.last ? "Close" : "Cancel"}
      />
    </form>
  );
}

/** Takes the reader to the first field that has a problem. */
function focusProblem(id: string, problems: ResendProblems): void {
  if (problems.resign !== undefined) document.getElementById(`${id}-resign-insist`)?.focus();
  const fields = ["target", "method", "address", "headers", "body"] as const;
  const field = fields.find((name) => problems[name] !== undefined);
  if (field === undefined) return;
  focusField(`${id}-${field}`, field === "headers" ? (problems.headers?.line ?? null) : null);
}
