"use client";

import type { ReactNode } from "react";
import { ResendField } from "#components/delivery/resend-field.tsx";
import { CopyButton } from "#components/shell/copy-button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { SamplePreview, SampleSigner } from "#lib/simulators/schema.ts";

const PLACEHOLDERS: Record<SampleSigner, string> = {
  bin_secret: "This bin's secret",
  new_secret: "A new one",
  other_scheme: "A new one",
  foreign_key: "A key of this bin's samples",
};

const FAILS = "so its check will fail.";

/** What is signed with: the bin's secret, or one that is typed here; or the public key that checks it. */
export function SignerField(props: {
  id: string;
  preview: SamplePreview;
  value: string;
  onChange: (secret: string) => void;
  problem: string | undefined;
}) {
  const { id, preview, value, onChange, problem } = props;
  const { publicKey } = preview;
  const signer = preview.signer ?? "bin_secret";
  if (publicKey !== null) {
    return (
      <ResendField
        id={id}
        label="Public key"
        problem={problem}
        hint={<p>{explainPublicKey(signer)}</p>}
      >
        <div className="flex gap-1.5">
          <Input
            id={id}
            readOnly
            className="font-mono"
            value={publicKey}
            aria-describedby={`${id}-hint`}
          />
          <CopyButton text={publicKey} label="Copy public key" variant="outline" />
        </div>
      </ResendField>
    );
  }
  return (
    <ResendField
      id={id}
      label="Secret"
      problem={problem}
      hint={<p>{explainSecret(signer, value !== "")}</p>}
    >
      <Input
        id={id}
        className="font-mono"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={PLACEHOLDERS[signer]}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint`}
      />
    </ResendField>
  );
}

function explainPublicKey(signer: SampleSigner): ReactNode {
  switch (signer) {
    case "bin_secret":
      return "This bin checks with it; your handler needs it too.";
    case "new_secret":
      return "This bin will check with it; your handler needs it too.";
    case "other_scheme":
      return `Your handler needs it. This bin checks another scheme, ${FAILS}`;
    case "foreign_key":
      return `Your handler needs it. This bin checks with another key, ${FAILS}`;
  }
}

function explainSecret(signer: SampleSigner, given: boolean): ReactNode {
  if (signer === "other_scheme") return `This bin checks another scheme, ${FAILS}`;
  if (signer === "new_secret") {
    return given
      ? "This bin will check with it from now on."
      : "This bin checks nothing yet: it will be set to check this, with a new secret. Type your handler's to use that.";
  }
  return given
    ? "Used for this sample only."
    : "Your handler must know the same one; type another to use that.";
}
