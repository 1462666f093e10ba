"use client";

import { LoaderCircleIcon, StethoscopeIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { api, errorMessage } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { formatBytes } from "#lib/format.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import type { SettingChange } from "#lib/signatures/diagnosis/diagnosis.ts";
import type { SignatureOwner } from "./signature-owner.ts";
import { SIGNATURE_SETTINGS_BUTTON_ID } from "./signature-settings-button.tsx";
import { TabSection } from "./tab-section.tsx";
import { useDiagnosis } from "./use-diagnosis.ts";

/** Why a request failed: the one change that would make it right, and a button where it is a setting. */
export function DiagnosisSection({
  request,
  owner,
}: {
  request: CapturedRequest;
  owner: SignatureOwner;
}) {
  const { diagnosis, lookDeeper } = useDiagnosis(request);
  return (
    <TabSection title="What would have matched">
      <div
        role="status"
        data-diagnosis={diagnosis.state === "found" ? diagnosis.answer.diagnosis?.cause : undefined}
        className="flex flex-wrap items-start gap-3 rounded-md border bg-card p-3"
      >
        <Finding state={diagnosis} request={request} owner={owner} onDeeper={lookDeeper} />
      </div>
    </TabSection>
  );
}

function Finding({
  state,
  request,
  owner,
  onDeeper,
}: {
  state: ReturnType<typeof useDiagnosis>["diagnosis"];
  request: CapturedRequest;
  owner: SignatureOwner;
  onDeeper: () => void;
}) {
  if (state.state === "looking") {
    return (
      <Words icon={<LoaderCircleIcon className="animate-spin motion-reduce:animate-none" />}>
        Trying what usually goes wrong…
      </Words>
    );
  }
  if (state.state === "failed") return <Words icon={null}>{state.message}</Words>;
  const { diagnosis, bodySkipped } = state.answer;
  if (diagnosis !== null) {
    return (
      <>
        <Words icon={<StethoscopeIcon className="text-link" />}>{diagnosis.message}</Words>
        {diagnosis.change === null ? null : (
          <UseThis change={diagnosis.change} request={request} owner={owner} />
        )}
      </>
    );
  }
  return (
    <>
      <Words icon={<StethoscopeIcon className="text-muted-foreground" />}>
        {bodySkipped
          ? "Nothing so far. Changes to the body were not tried: it is large."
          : "None of the slips that usually happen, to the secret, the body, the address or the format, explains it. Most often then the secret is another one."}
      </Words>
      {bodySkipped ? (
        <Button variant="outline" size="sm" onClick={onDeeper}>
          Try changes to its {formatBytes(request.bodyBytes)} too
        </Button>
      ) : null}
    </>
  );
}

function Words({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-w-0 max-w-prose flex-1 basis-60 gap-2">
      {icon === null ? null : (
        <span aria-hidden="true" className="shrink-0 [&>svg]:mt-0.5 [&>svg]:size-4">
          {icon}
        </span>
      )}
      <p className="wrap-anywhere min-w-0">{children}</p>
    </div>
  );
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
    <Button size="sm" disabled={busy} onClick={apply}>
      Use this
    </Button>
  );
}
