"use client";

import {
  ChoiceField,
  LinesField,
  SwitchField,
  TextField,
} from "#components/delivery/form-fields.tsx";
import { listSchemes } from "#lib/signatures/schemes.ts";
import { FormSection } from "./form-section.tsx";
import type { SectionProps } from "./target-form.tsx";

const SCHEMES = listSchemes().map(({ id, label }) => [id, label] as const);

/** What is changed of a request on its way, and how long it may take. */
export function SendingSection({ id, draft, change, problems, target, bin }: SectionProps) {
  const { timeoutSeconds, verifyTls, resign } = draft;
  const signs = { off: "signature as captured", bin: "signed anew", own: "signed anew" }[resign];
  return (
    <FormSection
      title="Headers, signature, timeout"
      summary={`${signs}, ${timeoutSeconds} s${verifyTls ? "" : ", TLS not verified"}`}
      hasProblem={
        ["addHeaders", "removeHeaders", "timeoutSeconds", "resign"].some(
          (field) => field in problems,
        ) ||
        "secret" in problems ||
        "signatureScheme" in problems
      }
    >
      <LinesField
        id={`${id}-addHeaders`}
        label="Headers to add"
        placeholder="Authorization: Bearer …"
        value={draft.addHeaders}
        onText={(addHeaders) => change({ addHeaders })}
        problem={problems.addHeaders}
        hint="One a line. They take the place of captured ones of the same name."
      />
      <TextField
        id={`${id}-removeHeaders`}
        label="Headers to leave out"
        className="font-mono"
        placeholder="Cookie, X-Debug"
        value={draft.removeHeaders}
        onText={(removeHeaders) => change({ removeHeaders })}
        problem={problems.removeHeaders}
      />
      <ChoiceField
        id={`${id}-resign`}
        label="Signature"
        value={resign}
        onValue={(next) => change({ resign: next })}
        problem={problems.resign}
        choices={[
          ["off", "As captured"],
          ["bin", "Signed anew with the bin's secret"],
          ["own", "Signed anew with a secret of this target"],
        ]}
        hint={
          resign === "off"
            ? "Targets that check how old a signature is refuse captured ones after a while."
            : "Only requests whose signature verified are signed anew, with the time of sending."
        }
      />
      {resign === "bin" && bin.signature === null ? (
        <p className="text-warning text-xs">
          The bin has no secret yet: set up its signature check in the bin settings.
        </p>
      ) : null}
      {resign === "own" ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <ChoiceField
            id={`${id}-signatureScheme`}
            label="Scheme"
            value={draft.signatureScheme}
            onValue={(signatureScheme) => change({ signatureScheme })}
            choices={SCHEMES}
            placeholder="Choose one"
            problem={problems.signatureScheme}
          />
          <TextField
            id={`${id}-secret`}
            label="Secret"
            type="password"
            value={draft.secret}
            onText={(secret) => change({ secret })}
            problem={problems.secret}
            hint={
              target?.secretHint == null
                ? "Stored encrypted and never shown again."
                : `One that ends in ${target.secretHint} is stored; leave empty to keep it.`
            }
          />
        </div>
      ) : null}
      <TextField
        id={`${id}-timeoutSeconds`}
        label="Timeout in seconds"
        inputMode="decimal"
        value={timeoutSeconds}
        onText={(text) => change({ timeoutSeconds: text })}
        problem={problems.timeoutSeconds}
        hint="Of one attempt, 1 to 60."
      />
      <SwitchField
        id={`${id}-verifyTls`}
        label="Verify the TLS certificate"
        checked={verifyTls}
        onChecked={(checked) => change({ verifyTls: checked })}
        hint={verifyTls ? undefined : "Whoever is on the way can read and change what is sent."}
      />
    </FormSection>
  );
}
