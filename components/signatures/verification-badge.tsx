import { KeyRoundIcon, ShieldCheckIcon, ShieldQuestionMarkIcon, ShieldXIcon } from "lucide-react";
import type { ComponentType } from "react";
import { Badge } from "#components/ui/badge.tsx";
import type { VerificationStatus } from "#lib/signatures/schema.ts";

type Look = {
  label: string;
  title: string;
  variant: "success" | "warning" | "destructive";
  Icon: ComponentType<{ "aria-hidden": true }>;
};

/** How each verdict reads; the icons differ in shape, so that nothing rests on color. */
export const VERIFICATION_LOOKS: Record<VerificationStatus, Look> = {
  verified: {
    label: "Verified",
    title: "The signature is right and covers the body",
    variant: "success",
    Icon: ShieldCheckIcon,
  },
  authenticated: {
    label: "Authenticated",
    title: "The shared token is right; it does not cover the body",
    variant: "success",
    Icon: KeyRoundIcon,
  },
  failed: {
    label: "Failed",
    title: "The signature check failed",
    variant: "destructive",
    Icon: ShieldXIcon,
  },
  unverifiable: {
    label: "Unverifiable",
    title: "The signature can't be judged",
    variant: "warning",
    Icon: ShieldQuestionMarkIcon,
  },
};

/** The verdict on a request's signature, as icon and word. */
export function VerificationBadge({
  status,
  className,
}: {
  status: VerificationStatus;
  className?: string;
}) {
  const { label, title, variant, Icon } = VERIFICATION_LOOKS[status];
  return (
    <Badge variant={variant} title={title} data-verification={status} className={className}>
      <Icon aria-hidden />
      <span className="sr-only">Signature </span>
      {label}
    </Badge>
  );
}
