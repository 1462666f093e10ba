import { CircleCheckIcon, CircleXIcon } from "lucide-react";
import type { VerificationCheck } from "#lib/signatures/schema.ts";
import { TabSection } from "./tab-section.tsx";

const NAMES: Record<VerificationCheck["name"], string> = {
  header: "Header",
  secret: "Secret",
  format: "Format",
  signature: "Signature",
  token: "Token",
  body: "Body",
  timestamp: "Timestamp",
};

/** What was checked, in the order it ran; the first that fails is the last. */
export function VerificationChecks({ checks }: { checks: readonly VerificationCheck[] }) {
  return (
    <TabSection title="Checks, in the order they ran">
      <ol className="flex flex-col divide-y rounded-md border">
        {checks.map((check) => (
          <CheckRow key={check.name} {...check} />
        ))}
      </ol>
    </TabSection>
  );
}

function CheckRow({ name, ok, detail }: VerificationCheck) {
  const Icon = ok ? CircleCheckIcon : CircleXIcon;
  return (
    <li className="grid grid-cols-[auto_1fr] items-start gap-x-2 gap-y-0.5 px-3 py-1.5 @lg:grid-cols-[auto_9rem_1fr]">
      <Icon
        className={ok ? "mt-0.5 size-4 text-success" : "mt-0.5 size-4 text-destructive"}
        aria-hidden="true"
      />
      <span>
        <span className="font-medium">{NAMES[name]}</span>{" "}
        <span className={ok ? "text-success" : "text-destructive"}>{ok ? "ok" : "not ok"}</span>
      </span>
      <span className="wrap-anywhere col-start-2 text-muted-foreground @lg:col-start-3">
        {detail}
      </span>
    </li>
  );
}
