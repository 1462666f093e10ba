"use client";

import { LoaderCircleIcon, StethoscopeIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatBytes } from "#lib/format.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { DiagnosisAction } from "./diagnosis-action.tsx";
import type { SignatureOwner } from "./signature-owner.ts";
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
    <TabSection title="Why it failed">
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
        <DiagnosisAction diagnosis={diagnosis} request={request} owner={owner} />
      </>
    );
  }
  return (
    <>
      <Words icon={<StethoscopeIcon className="text-muted-foreground" />}>
        {bodySkipped
          ? "Nothing so far. Changes to the body were not tried: it is large."
          : unexplained(request.verification)}
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

/** What is left to say when no change makes the request right. */
function unexplained(verification: CapturedRequest["verification"]): string {
  switch (verification?.cause) {
    case "timestamp_out_of_tolerance":
      return "The signature itself is right. The request waited on the way, is a repetition of an old one, or one of the two clocks is wrong. Sent again, it needs a new signature; how much time is allowed can be changed in the settings.";
    case "missing_header":
      return "Nothing was signed: another sender than the one this bin is set to, or something on the way that removes the header.";
    case "malformed":
      return "What carries the signature does not have the form that this scheme asks for: another sender than the one this bin is set to, or something on the way that rewrites it.";
    default:
      return "None of the slips that usually happen, to the secret, the body, the address or the format, explains it. Most often then the secret is another one.";
  }
}
