import { CopyButton } from "#components/shell/copy-button.tsx";
import { parseFormFields } from "#lib/inspection/form-fields.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { FieldTable } from "./field-table.tsx";
import { VisibleText } from "./visible-text.tsx";

/** The query string, decoded and as sent. */
export function QueryTab({ request, query }: { request: CapturedRequest; query: string }) {
  const raw = request.query;
  return (
    <div className="h-full overflow-y-auto">
      <FieldTable
        caption="Query parameters, decoded"
        nameHeading="Parameter"
        fields={parseFormFields(raw)}
        query={query}
        empty="This request has no query string."
      />
      {raw === "" ? null : (
        <section aria-labelledby="raw-query" className="flex flex-col gap-1 p-3">
          <div className="flex items-center">
            <h3 id="raw-query" className="font-medium text-muted-foreground text-xs">
              As sent
            </h3>
            <CopyButton
              variant="ghost"
              size="sm"
              text={raw}
              label="Copy the query string"
              className="ml-auto"
            >
              Copy
            </CopyButton>
          </div>
          <code className="wrap-anywhere rounded-md border bg-card p-2 font-mono text-[0.8125rem]">
            <VisibleText text={raw} query={query} />
          </code>
        </section>
      )}
    </div>
  );
}
