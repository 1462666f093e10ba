import { ShieldCheckIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

/** Where the focus goes when the settings close. */
export const SIGNATURE_SETTINGS_BUTTON_ID = "signature-settings";

/** Opens the settings of the check; one element before and after, so that it keeps the focus. */
export function SignatureSettingsButton({
  hasScheme,
  onConfigure,
}: {
  hasScheme: boolean;
  onConfigure: () => void;
}) {
  return (
    <Button
      id={SIGNATURE_SETTINGS_BUTTON_ID}
      variant={hasScheme ? "outline" : "default"}
      size={hasScheme ? "sm" : "default"}
      {...(hasScheme ? { "aria-label": "Change the signature check" } : {})}
      onClick={onConfigure}
    >
      {hasScheme ? null : <ShieldCheckIcon />}
      {hasScheme ? "Change" : "Choose a scheme"}
    </Button>
  );
}
