import { findScheme } from "#lib/signatures/schemes.ts";

/** In place of a verdict while the bin has no scheme: what a check does, and whose headers these look like. */
export function SignatureNotChecked({
  proposed,
  isOwner,
}: {
  /** Ids of the schemes that the request looks like. */
  proposed: readonly string[];
  isOwner: boolean;
}) {
  if (!isOwner) {
    return (
      <p className="max-w-prose text-muted-foreground">
        Nothing was checked: this bin's owner has chosen no signature scheme.
      </p>
    );
  }
  const labels = proposed.map((id) => findScheme(id)?.label ?? id);
  return (
    <div className="flex max-w-prose flex-col gap-2">
      <p className="text-muted-foreground">
        With the secret that the sender signs with, every request of this bin, old and new, is
        checked: whether it came from that sender, and whether its body is unchanged.
      </p>
      {labels.length === 0 ? null : (
        <p>
          This request looks like <strong className="font-medium">{labels.join(" or ")}</strong>.
        </p>
      )}
    </div>
  );
}
