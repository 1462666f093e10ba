import { loadPart } from "#components/shell/load-late.tsx";
import { cn } from "#lib/cn.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import type { Verification } from "#lib/signatures/schema.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { BrowserCheck } from "./browser-check.tsx";
import { ClaimedTimestamp } from "./claimed-timestamp.tsx";
import { DiagnosisSection } from "./diagnosis-section.tsx";
import { DigestSection } from "./digest-section.tsx";
import { proposedSchemes } from "./proposed-schemes.ts";
import { SignatureNotChecked } from "./signature-not-checked.tsx";
import type { SignatureOwner } from "./signature-owner.ts";
import { SignatureSettingsButton } from "./signature-settings-button.tsx";
import { SignedContent } from "./signed-content.tsx";
import { TabSection } from "./tab-section.tsx";
import { VERIFICATION_LOOKS } from "./verification-badge.tsx";
import { VerificationChecks } from "./verification-checks.tsx";
import { VerificationSummary } from "./verification-summary.tsx";

const CodeSection = loadPart(
  () => import("./code-section.tsx").then((module) => module.CodeSection),
  null,
);

const TONES = {
  success: "border-success/30 bg-success/5",
  warning: "border-warning/30 bg-warning/5",
  destructive: "border-destructive/30 bg-destructive/5",
};

type SignatureTabProps = {
  request: CapturedRequest;
  /** Null for readers of a share link. */
  owner: SignatureOwner | null;
};

/** The verdict on a request's signature, and all that led to it. */
export function SignatureTab({ request, owner }: SignatureTabProps) {
  const { verification } = request;
  return (
    <div className="@container min-h-0 flex-1 overflow-y-auto">
      <div className="flex flex-col gap-4 p-4 max-md:p-3">
        <div className={topClasses(verification)}>
          {verification === null ? (
            <SignatureNotChecked proposed={proposedSchemes(request)} isOwner={owner !== null} />
          ) : (
            <VerificationSummary verification={verification} />
          )}
          {owner === null ? null : (
            <SignatureSettingsButton
              hasScheme={verification !== null}
              onConfigure={() => owner.configure(null)}
            />
          )}
        </div>
        {owner !== null && verification?.status === "failed" ? (
          <DiagnosisSection request={request} owner={owner} />
        ) : null}
        {verification === null ? null : (
          <Evidence verification={verification} request={request} isOwner={owner !== null} />
        )}
        {owner === null ? null : <OwnChecks key={request.id} request={request} owner={owner} />}
      </div>
    </div>
  );
}

function topClasses(verification: Verification | null): string {
  if (verification === null) return "flex flex-col items-start gap-3";
  const { variant } = VERIFICATION_LOOKS[verification.status];
  return cn("flex items-start justify-between gap-3 rounded-md border p-3", TONES[variant]);
}

function Evidence({
  verification,
  request,
  isOwner,
}: {
  verification: Verification;
  request: CapturedRequest;
  isOwner: boolean;
}) {
  const { checks, signedContent, timestampSkewMs } = verification;
  const wasTimed = checks.some(({ name }) => name === "timestamp");
  return (
    <>
      {checks.length === 0 ? null : <VerificationChecks checks={checks} />}
      {timestampSkewMs === undefined || wasTimed ? null : (
        <ClaimedTimestamp skewMs={timestampSkewMs} receivedAt={request.receivedAt} />
      )}
      {findScheme(verification.scheme)?.alg === "equal" ? (
        <TokenCoverage />
      ) : (
        <DigestSection verification={verification} isOwner={isOwner} />
      )}
      {signedContent === undefined ? null : (
        <SignedContent {...signedContent} bodyBytes={request.bodyBytes} />
      )}
    </>
  );
}

/** What the owner can do beyond reading: take code along, try a secret. */
function OwnChecks({ request, owner }: { request: CapturedRequest; owner: SignatureOwner }) {
  const { signature, captureUrl } = owner.bin;
  return (
    <>
      {signature === null ? null : (
        <CodeSection request={request} captureUrl={captureUrl} setting={signature} />
      )}
      <BrowserCheck request={request} owner={owner} />
    </>
  );
}

function TokenCoverage() {
  return (
    <TabSection title="What a token covers">
      <p className="max-w-prose text-muted-foreground">
        Who sent the request, and nothing else. The body is not signed, so there is no signed
        content and no digest to compare: a changed body would carry the same token.
      </p>
    </TabSection>
  );
}
