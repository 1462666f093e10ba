"use client";

import { ExternalLinkIcon } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { ApiError, api, errorMessage } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "#components/ui/select.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { Issue } from "#lib/errors.ts";
import type { SchemeSummary } from "#lib/signatures/scheme.ts";
import { listSchemes } from "#lib/signatures/schemes.ts";
import { draftOf, settingBody, withScheme } from "./signature-settings-draft.ts";
import { SettingsField } from "./signature-settings-field.tsx";
import { HmacFields } from "./signature-settings-hmac.tsx";
import { SecretsFieldset } from "./signature-settings-secrets.tsx";
import { StopChecking } from "./signature-settings-stop.tsx";

const NO_SCHEME: SchemeSummary = {
  id: "",
  label: "",
  secretLabel: "Secret",
  secretPlaceholder: "",
  docsUrl: "",
  coversBody: true,
  hasOptions: false,
};

type SignatureSettingsFormProps = {
  bin: Pick<BinDetail, "id" | "signature">;
  /** The first choice in a bin without a scheme; the first of the list when absent. */
  proposedScheme?: string | undefined;
  /** After saving and after removing, with the bin as it is now. */
  onSaved: (bin: BinDetail) => void;
};

/** Chooses how a bin checks signatures, and with which secrets. */
export function SignatureSettingsForm({
  bin,
  proposedScheme,
  onSaved,
}: SignatureSettingsFormProps) {
  const id = useId();
  const schemes = listSchemes();
  const { signature } = bin;
  const [draft, setDraft] = useState(() =>
    draftOf(signature, proposedScheme ?? schemes[0]?.id ?? ""),
  );
  const [busy, setBusy] = useState(false);
  const [issues, setIssues] = useState<Issue[]>([]);
  const scheme = schemes.find((entry) => entry.id === draft.scheme) ?? schemes[0] ?? NO_SCHEME;
  const stored = signature?.scheme === scheme.id ? signature.secrets : [];

  const change = async (call: () => Promise<BinDetail>, done: string) => {
    setBusy(true);
    setIssues([]);
    try {
      const changed = await call();
      setDraft(draftOf(changed.signature, scheme.id));
      toast.success(done);
      onSaved(changed);
    } catch (error) {
      const found = error instanceof ApiError ? error.issues : [];
      setIssues(found.length > 0 ? found : [{ path: "", message: errorMessage(error) }]);
    } finally {
      setBusy(false);
    }
  };
  const url = `/bins/${bin.id}/signature`;
  const save = (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands, in React's tree, inside whatever opened it.
    event.stopPropagation();
    void change(
      () => api.put<BinDetail>(url, settingBody(draft, scheme, signature)),
      `Requests are checked against ${scheme.label} now, those already here too`,
    );
  };
  const remove = () =>
    change(
      () => api.delete<BinDetail>(url),
      "Signatures are no longer checked; the secrets are gone",
    );

  const problem = (field: string) => {
    const issue = issues.find((found) => found.path === field);
    return issue === undefined ? undefined : asSentence(issue.message);
  };
  const shownFields = fieldsShown(scheme, draft.secrets?.length ?? 0);
  const others = issues.filter((issue) => !shownFields.has(issue.path));

  return (
    <form onSubmit={save} className="flex flex-col gap-4">
      <SettingsField
        id={`${id}-scheme`}
        label="Scheme"
        hint={<SchemeHint scheme={scheme} />}
        problem={problem("scheme")}
      >
        <Select
          value={scheme.id}
          onValueChange={(next) => {
            setDraft(withScheme(draft, next, signature));
            setIssues([]);
          }}
        >
          <SelectTrigger id={`${id}-scheme`}>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {schemes.map((entry) => (
              <SelectItem key={entry.id} value={entry.id}>
                {entry.label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </SettingsField>
      <SecretsFieldset
        id={id}
        scheme={scheme}
        stored={stored}
        secrets={draft.secrets}
        onChange={(secrets) => setDraft({ ...draft, secrets })}
        problem={problem}
      />
      {scheme.hasOptions ? (
        <HmacFields
          id={id}
          options={draft.options}
          onChange={(options) => setDraft({ ...draft, options })}
          problem={problem}
        />
      ) : null}
      {others.map((issue) => (
        <p key={issue.path + issue.message} role="alert" className="text-destructive">
          {issue.path === "" ? asSentence(issue.message) : `${issue.path}: ${issue.message}`}
        </p>
      ))}
      <div className="flex flex-wrap justify-end gap-2">
        {signature === null ? null : <StopChecking busy={busy} onConfirm={remove} />}
        <Button type="submit" disabled={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}

function SchemeHint({ scheme }: { scheme: SchemeSummary }) {
  return (
    <>
      {scheme.coversBody
        ? "The signature covers the body. "
        : "A shared token: it says who sent the request, not that the body is unchanged. "}
      <a
        href={scheme.docsUrl}
        target="_blank"
        rel="noreferrer"
        className="inline-flex items-center gap-1 text-link underline underline-offset-2"
      >
        How {scheme.label} signs <ExternalLinkIcon className="size-3" aria-hidden="true" />
      </a>
    </>
  );
}

/** The server's issues are the end of a sentence whose subject is the field. */
function asSentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return text.endsWith(".") ? text : `${text}.`;
}

/** The paths of issues that stand at a field; all others stand above the buttons. */
function fieldsShown(scheme: SchemeSummary, secretFields: number): Set<string> {
  const secrets = Array.from({ length: secretFields }, (_, index) => `secrets.${index}`);
  const options = [
    "header",
    "alg",
    "encoding",
    "prefix",
    "key",
    "template",
    "timestamp",
    "toleranceSeconds",
  ];
  return new Set([
    "scheme",
    ...(secretFields > 0 ? ["secrets", ...secrets] : []),
    ...(scheme.hasOptions ? options.map((name) => `options.${name}`) : []),
  ]);
}
