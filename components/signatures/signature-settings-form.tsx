"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { ApiError, api, errorMessage } from "#components/api.ts";
import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import { StickyDialogFooter } from "#components/ui/dialog.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { Issue } from "#lib/errors.ts";
import { listSchemes } from "#lib/signatures/schemes.ts";
import { otherProblems, problemOf } from "./form-issues.ts";
import { SchemeField } from "./scheme-field.tsx";
import { SchemeOptionFields } from "./scheme-option-fields.tsx";
import { draftOf, settingBody, withScheme } from "./signature-settings-draft.ts";
import { SecretsFieldset } from "./signature-settings-secrets.tsx";
import { StopChecking } from "./signature-settings-stop.tsx";

type SignatureSettingsFormProps = {
  bin: Pick<BinDetail, "id" | "signature">;
  /** Chosen at first; null: the bin's. */
  firstScheme?: string | null;
  /** Ids of the schemes that the open request looks like, the likeliest first. */
  proposed?: readonly string[];
  /** The buttons stay in sight where the dialog is taller than the screen. */
  inDialog?: boolean;
  /** After saving and after removing, with the bin as it is now. */
  onSaved: (bin: BinDetail) => void;
};

/** Chooses how a bin checks signatures, and with which secrets. */
export function SignatureSettingsForm(props: SignatureSettingsFormProps) {
  const { bin, firstScheme = null, proposed = [], inDialog = false, onSaved } = props;
  const id = useId();
  const [schemes] = useState(listSchemes);
  const { signature } = bin;
  const [draft, setDraft] = useState(() => {
    const current = draftOf(signature, "");
    return firstScheme === null ? current : withScheme(current, firstScheme, signature);
  });
  const [busy, setBusy] = useState(false);
  const [issues, setIssues] = useState<Issue[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const scheme = schemes.find((entry) => entry.id === draft.scheme) ?? null;
  const stored = signature !== null && signature.scheme === scheme?.id ? signature.secrets : [];

  const change = async (call: () => Promise<BinDetail>, done: string) => {
    setBusy(true);
    setIssues([]);
    try {
      const changed = await call();
      setDraft(draftOf(changed.signature, draft.scheme));
      toast.success(done);
      onSaved(changed);
    } catch (error) {
      const found = error instanceof ApiError ? error.issues : [];
      setIssues(found.length > 0 ? found : [{ path: "", message: errorMessage(error) }]);
    } finally {
      setBusy(false);
    }
  };
  const url = `/bins/${bin.id}/signature`;
  const save = (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands, in React's tree, inside whatever opened it.
    event.stopPropagation();
    if (busy) return;
    if (scheme === null) {
      setIssues([{ path: "scheme", message: "choose a scheme first" }]);
      return;
    }
    void change(
      () => api.put<BinDetail>(url, settingBody(draft, scheme, signature)),
      `Requests are checked against ${scheme.label} now, those already here too`,
    );
  };
  const remove = () =>
    change(
      () => api.delete<BinDetail>(url),
      "Signatures are no longer checked; the secrets are gone",
    );
  const Buttons = inDialog ? StickyDialogFooter : "div";
  const problem = (field: string) => problemOf(issues, field);

  // What is wrong may be out of sight.
  useEffect(() => {
    if (issues.length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [issues]);

  return (
    <form ref={form} onSubmit={save} className="flex flex-col gap-4">
      <SchemeField
        id={id}
        schemes={schemes}
        scheme={scheme}
        onChange={(next) => {
          setDraft(withScheme(draft, next, signature));
          setIssues([]);
        }}
        proposed={proposed}
        problem={problem("scheme")}
      />
      {scheme === null ? null : (
        <>
          <SecretsFieldset
            id={id}
            scheme={scheme}
            stored={stored}
            secrets={draft.secrets}
            onChange={(secrets) => setDraft({ ...draft, secrets })}
            problem={problem}
          />
          <SchemeOptionFields
            id={id}
            scheme={scheme}
            options={draft.options}
            onChange={(options) => setDraft({ ...draft, options })}
            problem={problem}
          />
        </>
      )}
      {otherProblems(issues, scheme, draft.secrets?.length ?? 0).map((text) => (
        <p key={text} role="alert" className="text-destructive">
          {text}
        </p>
      ))}
      <Buttons className={inDialog ? "flex-wrap" : "flex flex-wrap justify-end gap-2"}>
        {signature === null ? null : <StopChecking busy={busy} onConfirm={remove} />}
        <Button type="submit" aria-disabled={busy}>
          {busy ? "Saving…" : "Save"}
        </Button>
      </Buttons>
    </form>
  );
}
