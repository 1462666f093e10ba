import type { CapturedRequest } from "#lib/requests/schema.ts";
import type { Verification } from "#lib/signatures/schema.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { ClaimedTimestamp } from "./claimed-timestamp.tsx";
import { DigestSection } from "./digest-section.tsx";
import { SignatureNotChecked } from "./signature-not-checked.tsx";
import { SignedContent } from "./signed-content.tsx";
import { TabSection } from "./tab-section.tsx";
import { VerificationChecks } from "./verification-checks.tsx";
import { VerificationSummary } from "./verification-summary.tsx";

type SignatureTabProps = {
  request: CapturedRequest;
  /** Opens the settings of the check; null for readers of a share link. */
  onConfigure: (() => void) | null;
};

/** The verdict on a request's signature, and all that led to it. */
export function SignatureTab({ request, onConfigure }: SignatureTabProps) {
  const { verification } = request;
  return (
    <div className="@container h-full overflow-y-auto">
      {verification === null ? (
        <SignatureNotChecked headers={request.headers} onConfigure={onConfigure} />
      ) : (
        <CheckedSignature verification={verification} request={request} onConfigure={onConfigure} />
      )}
    </div>
  );
}

function CheckedSignature({
  verification,
  request,
  onConfigure,
}: SignatureTabProps & { verification: Verification }) {
  const { checks, signedContent, timestampSkewMs } = verification;
  const isToken = findScheme(verification.scheme)?.alg === "equal";
  return (
    <div className="flex flex-col gap-5 p-4">
      <VerificationSummary verification={verification} onConfigure={onConfigure} />
      {checks.length === 0 ? null : <VerificationChecks checks={checks} />}
      {timestampSkewMs === undefined ? null : (
        <ClaimedTimestamp
          skewMs={timestampSkewMs}
          receivedAt={request.receivedAt}
          isProven={checks.some(({ name, ok }) => name === "signature" && ok)}
        />
      )}
      {isToken ? (
        <TabSection title="What the token covers">
          <p className="max-w-prose text-muted-foreground">
            Who sent the request, and nothing else. The body is not signed, so there is no signed
            content and no digest to compare: a changed body would carry the same token.
          </p>
        </TabSection>
      ) : (
        <DigestSection verification={verification} isOwner={onConfigure !== null} />
      )}
      {signedContent === undefined ? null : (
        <SignedContent {...signedContent} bodyBytes={request.bodyBytes} />
      )}
    </div>
  );
}
