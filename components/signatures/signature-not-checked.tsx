import { ShieldCheckIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { HeaderList } from "#lib/http/headers.ts";
import { detectSchemes } from "#lib/signatures/detect.ts";
import { findScheme } from "#lib/signatures/schemes.ts";

/** In place of a verdict while the bin has no scheme: what a check does, and how to begin. */
export function SignatureNotChecked({
  headers,
  onConfigure,
}: {
  headers: HeaderList;
  onConfigure: (() => void) | null;
}) {
  if (onConfigure === null) {
    return (
      <p className="p-4 text-muted-foreground">
        This bin's owner has chosen no signature scheme, so nothing was checked.
      </p>
    );
  }
  const labels = detectSchemes(headers).map((id) => findScheme(id)?.label ?? id);
  return (
    <div className="flex max-w-prose flex-col items-start gap-3 p-4">
      <p className="text-muted-foreground">
        Choose a scheme and give the secret you share with the sender: each request, those already
        here too, is then checked to come from them, with its body unchanged.
      </p>
      {labels.length === 0 ? null : (
        <p>
          The headers of this request look like{" "}
          <strong className="font-medium">{labels.join(" or ")}</strong>.
        </p>
      )}
      <Button onClick={onConfigure}>
        <ShieldCheckIcon /> Choose a scheme
      </Button>
    </div>
  );
}
