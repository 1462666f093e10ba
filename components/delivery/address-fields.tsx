"use client";

import { Button } from "#components/ui/button.tsx";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { TextField } from "./form-fields.tsx";
import type { ResendDraft } from "./resend-draft.ts";

/** What is appended to the target's URL: nothing, the captured path and query, or others. */
export function AddressFields(props: {
  id: string;
  request: Pick<CapturedRequest, "path" | "query">;
  draft: ResendDraft;
  onChange: (changes: Partial<ResendDraft>) => void;
  /** Saved targets have a setting of their own for what is left empty. */
  toSaved: boolean;
  problem: string | undefined;
}) {
  const { id, request, draft, onChange, toSaved, problem } = props;
  const captured = `${request.path}${request.query === "" ? "" : `?${request.query}`}`;
  const offered = captured !== "/" && draft.path === "" && draft.query === "";
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          id={`${id}-address`}
          label="Append path"
          className="font-mono"
          placeholder={toSaved ? "as the target is set" : "nothing"}
          value={draft.path}
          onText={(path) => onChange({ path })}
          problem={problem}
        />
        <TextField
          id={`${id}-query`}
          label="Append query"
          className="font-mono"
          placeholder={toSaved ? "as the target is set" : "nothing"}
          value={draft.query}
          onText={(query) => onChange({ query })}
        />
      </div>
      {offered ? (
        <p className="wrap-anywhere text-muted-foreground text-xs">
          Captured: <code className="font-mono">{captured}</code>{" "}
          <Button
            variant="link"
            size="inline"
            className="text-xs"
            onClick={() => onChange({ path: request.path, query: request.query })}
          >
            Append it
          </Button>
        </p>
      ) : null}
    </div>
  );
}
