import { CopyButton } from "#components/shell/copy-button.tsx";
import { formatCount } from "#lib/format.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { FieldTable } from "./field-table.tsx";

/** Header fields as they stood on the wire: order, case and repetition. */
export function HeadersTab({ request, query }: { request: CapturedRequest; query: string }) {
  const { headers, trailers, fidelity, redacted } = request;
  return (
    <div className="h-full overflow-y-auto">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
        <p className="text-muted-foreground text-xs">
          {formatCount(headers.length, "header")},{" "}
          {fidelity === "wire"
            ? "in the order and case they were sent"
            : "already lower-cased and merged by the platform in front of this server"}
          {redacted ? "; the values of credentials are hidden from this link" : ""}
        </p>
        <CopyButton
          variant="ghost"
          size="sm"
          text={asLines(headers)}
          label="Copy all headers"
          className="ml-auto"
        >
          Copy all
        </CopyButton>
      </div>
      <FieldTable
        caption="Headers"
        nameHeading="Name"
        fields={asFields(headers)}
        query={query}
        empty="No headers were sent."
      />
      {trailers.length === 0 ? null : (
        <section aria-labelledby="trailers" className="pt-4">
          <h3 id="trailers" className="px-3 pb-1 font-medium text-muted-foreground text-xs">
            Trailers, sent after the body
          </h3>
          <FieldTable
            caption="Trailers"
            nameHeading="Name"
            fields={asFields(trailers)}
            query={query}
            empty={null}
          />
        </section>
      )}
    </div>
  );
}

const asFields = (list: HeaderList) => list.map(([name, value]) => ({ name, value }));

function asLines(list: HeaderList): string {
  return list.map(([name, value]) => `${name}: ${value}`).join("\n");
}
