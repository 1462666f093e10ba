"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useBodyBytes } from "#components/requests/use-body-bytes.ts";
import { Button } from "#components/ui/button.tsx";
import { formatBytes } from "#lib/format.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import type { SchemeOptions, Verification } from "#lib/signatures/schema.ts";
import { listSchemes } from "#lib/signatures/schemes.ts";
import { DigestSection } from "./digest-section.tsx";
import { givenOptions } from "./option-values.ts";
import { proposedSchemes } from "./proposed-schemes.ts";
import { SchemeField } from "./scheme-field.tsx";
import { SchemeOptionFields } from "./scheme-option-fields.tsx";
import { SecretField } from "./secret-field.tsx";
import { asSigned, type SignatureOwner } from "./signature-owner.ts";
import { draftOf, withScheme } from "./signature-settings-draft.ts";
import { SignedContent } from "./signed-content.tsx";
import { useVerifier } from "./use-verifier.ts";
import { VerificationChecks } from "./verification-checks.tsx";
import { VerificationSummary } from "./verification-summary.tsx";

const noProblem = () => undefined;

/** A secret is typed, and checked by the server's own module, here. Its state goes with it. */
export function BrowserCheckForm({
  request,
  owner,
}: {
  request: CapturedRequest;
  owner: SignatureOwner;
}) {
  const id = useId();
  const [schemes] = useState(listSchemes);
  const [proposed] = useState(() => proposedSchemes(request));
  const { signature, captureUrl } = owner.bin;
  const [draft, setDraft] = useState(() => ({ ...draftOf(signature, ""), secrets: [""] }));
  const [result, setResult] = useState<Verification | null>(null);
  const verifier = useVerifier();
  const { load, start } = useBodyBytes(request, undefined);
  const scheme = schemes.find((entry) => entry.id === draft.scheme) ?? null;
  const secret = draft.secrets[0] ?? "";
  const isReady = verifier.state === "ready" && load.state === "ready";

  const change = (next: Partial<typeof draft>) => {
    setDraft({ ...draft, ...next });
    setResult(null);
  };
  const check = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (scheme === null || !isReady) return;
    const options: SchemeOptions = givenOptions(draft.options, scheme);
    const signed = asSigned(request, captureUrl, load.bytes);
    const capturedAt = new Date(request.receivedAt);
    setResult(
      await verifier.verify({
        scheme: scheme.id,
        secrets: [secret],
        options,
        request: signed,
        capturedAt,
      }),
    );
  };

  return (
    <div className="flex flex-col gap-4 pt-1">
      <form
        onSubmit={check}
        autoComplete="off"
        className="flex max-w-xl flex-col gap-4 rounded-md border bg-card p-3"
      >
        <SchemeField
          id={id}
          schemes={schemes}
          scheme={scheme}
          onChange={(next) => change({ ...withScheme(draft, next, signature), secrets: [""] })}
          proposed={proposed}
          problem={undefined}
        />
        {scheme === null ? null : (
          <>
            <SecretField
              id={`${id}-secret`}
              label={scheme.secretLabel}
              placeholder={scheme.secretPlaceholder}
              form={scheme.secretForm}
              value={secret}
              onChange={(text) => change({ secrets: [text] })}
              onRemove={undefined}
              problem={undefined}
            />
            <SchemeOptionFields
              id={id}
              scheme={scheme}
              options={draft.options}
              onChange={(options) => change({ options })}
              problem={noProblem}
            />
          </>
        )}
        <div className="flex flex-wrap items-center justify-end gap-3">
          <p role="status" className="text-muted-foreground">
            {whatIsMissing(verifier.state, load.state)}
          </p>
          {load.state === "waiting" || load.state === "failed" ? (
            <Button variant="outline" onClick={start}>
              Read the body, {formatBytes(request.bodyBytes)}
            </Button>
          ) : null}
          <Button type="submit" disabled={scheme === null || !isReady}>
            Check here
          </Button>
        </div>
      </form>
      {result === null ? null : <Result verification={result} bodyBytes={request.bodyBytes} />}
    </div>
  );
}

function whatIsMissing(verifier: string, load: string): string {
  if (verifier === "failed") return "The check could not be loaded. Reload the page.";
  if (load === "failed") return "The body could not be read.";
  if (load === "loading") return "Reading the body…";
  return verifier === "loading" ? "Loading the check…" : "";
}

function Result({ verification, bodyBytes }: { verification: Verification; bodyBytes: number }) {
  const { checks, signedContent } = verification;
  const verdict = useRef<HTMLDivElement>(null);
  useEffect(() => {
    verdict.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section aria-label="Result of the check in this browser" className="flex flex-col gap-4">
      <div ref={verdict} role="status" className="flex rounded-md border p-3">
        <VerificationSummary verification={verification} />
      </div>
      {checks.length === 0 ? null : <VerificationChecks checks={checks} />}
      <DigestSection verification={verification} isOwner />
      {signedContent === undefined ? null : (
        <SignedContent {...signedContent} bodyBytes={bodyBytes} />
      )}
    </section>
  );
}
