"use client";

import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import type { Diagnosis, SettingChange } from "#lib/signatures/diagnosis/diagnosis.ts";
import type { SignatureOwner } from "./signature-owner.ts";
import { SIGNATURE_SETTINGS_BUTTON_ID } from "./signature-settings-button.tsx";

/** A button for what can be set: at once, or, where the secret will be another too, in the settings. */
export function DiagnosisAction({
  diagnosis: { cause, change },
  ...context
}: {
  diagnosis: Diagnosis;
  request: CapturedRequest;
  owner: SignatureOwner;
}) {
  if (change === null) return null;
  if (cause === "scheme_headers" && change.kind === "scheme") {
    const { scheme } = change;
    return (
      <Button size="sm" onClick={() => context.owner.configure(scheme)}>
        Use this…
      </Button>
    );
  }
  return <UseThis change={change} {...context} />;
}

/** Puts the change into the bin's setting; its stored requests are checked again by it. */
function UseThis({
  change,
  request,
  owner,
}: {
  change: SettingChange;
  request: CapturedRequest;
  owner: SignatureOwner;
}) {
  const [busy, setBusy] = useState(false);
  const apply = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const bin = await api.patch<BinDetail>(`/bins/${request.binId}/signature`, change);
      toast.success("The setting was changed; every stored request is checked by it");
      // This button goes when the request turns out right.
      document.getElementById(SIGNATURE_SETTINGS_BUTTON_ID)?.focus();
      owner.onBinChanged(bin);
    } catch (error) {
      toast.error(errorMessage(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" aria-disabled={busy} onClick={apply}>
      Use this
    </Button>
  );
}
