import { formatCount } from "#lib/format.ts";
import type { Verification } from "#lib/signatures/schema.ts";
import { DigestComparison, ReceivedOnly } from "./digest-comparison.tsx";
import { firstDifference, receivedSignatures } from "./digest-difference.ts";
import { TabSection } from "./tab-section.tsx";

/** More signatures that do not match are not drawn. */
const MAX_SHOWN = 3;

/** Received and expected digests, or why they are not here. */
export function DigestSection({
  verification,
  isOwner,
}: {
  verification: Verification;
  isOwner: boolean;
}) {
  const { expected, received, signedContent } = verification;
  if (!isOwner) return signedContent === undefined ? null : <OwnerOnly />;
  if (received === undefined) return null;
  if (expected === undefined) {
    return (
      <TabSection title="Received">
        <ReceivedOnly received={received} />
      </TabSection>
    );
  }
  const signatures = receivedSignatures(received, expected);
  const matches = firstDifference(expected, signatures[0] ?? "") === null;
  const shown = signatures.slice(0, matches ? 1 : MAX_SHOWN);
  const others = signatures.length - shown.length;
  return (
    <TabSection title="Expected and received">
      {shown.map((signature, at) => (
        <DigestComparison
          key={`${at}:${signature}`}
          expected={expected}
          received={signature}
          name={shown.length === 1 ? null : `${at + 1} of ${signatures.length} received`}
        />
      ))}
      {others > 0 ? (
        <p className="text-muted-foreground">
          {formatCount(others, matches ? "other signature" : "more signature")} came with the
          request.
        </p>
      ) : null}
    </TabSection>
  );
}

function OwnerOnly() {
  return (
    <TabSection title="Expected and received">
      <p className="max-w-prose text-muted-foreground">
        Only the bin's owner sees the digests: whoever has the expected one could sign this very
        content.
      </p>
    </TabSection>
  );
}
