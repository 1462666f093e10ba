"use client";

import { SendIcon } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useId, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { SavedTargetsField } from "#components/delivery/destination-field.tsx";
import { SwitchField } from "#components/delivery/form-fields.tsx";
import { useTargets } from "#components/delivery/targets/use-targets.ts";
import { Working } from "#components/requests/body-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { StickyDialogFooter } from "#components/ui/dialog.tsx";

/** Where many requests are sent to, and whether they are signed anew. */
export function BulkForm(props: {
  binId: string;
  q: string;
  onStarted: (resendId: string) => void;
  onCancel: () => void;
}) {
  const { binId, q, onStarted, onCancel } = props;
  const id = useId();
  const { targets, problem } = useTargets(binId);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [resign, setResign] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  // With one target there is nothing to choose.
  const only = targets?.length === 1 ? targets.map((target) => target.id) : [];
  const targetIds = chosen ?? only;

  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (targetIds.length === 0) return setFailure("Choose at least one target.");
    setBusy(true);
    try {
      const input = { targetIds, ...(q === "" ? {} : { q }), ...(resign ? { resign } : {}) };
      const { id: resendId } = await api.post<{ id: string }>(`/bins/${binId}/resends`, input);
      onStarted(resendId);
    } catch (error) {
      setFailure(errorMessage(error));
      setBusy(false);
    }
  };

  if (targets === null) {
    return problem === null ? (
      <Working>Reading the targets…</Working>
    ) : (
      <p role="alert" className="text-destructive">
        {problem}
      </p>
    );
  }
  if (targets.length === 0) {
    return (
      <div className="flex flex-col items-start gap-3">
        <p>Many requests go to saved targets, and this bin has none yet.</p>
        <Button asChild>
          <Link href={`/bins/${binId}/targets`}>Make a target</Link>
        </Button>
      </div>
    );
  }
  return (
    <form noValidate onSubmit={start} className="flex flex-col gap-4">
      <SavedTargetsField
        id={`${id}-targets`}
        targets={targets}
        chosen={targetIds}
        onChosen={setChosen}
        problem={failure}
      />
      <SwitchField
        id={`${id}-resign`}
        label="Sign anew"
        checked={resign}
        onChecked={setResign}
        hint="Those whose signature did not verify are not sent then."
      />
      <StickyDialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" aria-disabled={busy}>
          <SendIcon /> {busy ? "Starting…" : "Resend"}
        </Button>
      </StickyDialogFooter>
    </form>
  );
}
