import { Button } from "#components/ui/button.tsx";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { VerificationBadge } from "./verification-badge.tsx";

type SignatureTabProps = {
  request: CapturedRequest;
  /** Opens the settings of the check; null for readers of a share link. */
  onConfigure: (() => void) | null;
};

/** The verdict on a request's signature, and all that led to it. */
export function SignatureTab({ request, onConfigure }: SignatureTabProps) {
  const { verification } = request;
  return (
    <div className="flex h-full flex-col items-start gap-3 overflow-y-auto p-4">
      {verification === null ? (
        <p className="text-muted-foreground">Signatures are not checked in this bin.</p>
      ) : (
        <>
          <VerificationBadge status={verification.status} />
          <p>{verification.message}</p>
        </>
      )}
      {onConfigure === null ? null : (
        <Button variant="outline" onClick={onConfigure}>
          {verification === null ? "Choose a scheme" : "Change"}
        </Button>
      )}
    </div>
  );
}
