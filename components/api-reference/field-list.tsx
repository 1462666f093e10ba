import type { FieldRow, TypePart } from "#lib/api-description/schema.ts";

/** A type, in which objects are links to what they are. */
export function TypeText({ parts }: { parts: TypePart[] }) {
  return (
    <span className="break-words font-mono text-muted-foreground text-xs">
      {parts.map(({ text, isObject }) =>
        isObject ? (
          <a key={text} href={`#${text}`} className="text-link underline-offset-2 hover:underline">
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </span>
  );
}

/** Fields or parameters with their types, limits and meanings. `marksRequired`: of what is sent. */
export function FieldList({
  rows,
  marksRequired = false,
}: {
  rows: FieldRow[];
  marksRequired?: boolean;
}) {
  return (
    <dl className="divide-y rounded-md border">
      {rows.map((row) => (
        <div
          key={row.name}
          className="px-3 py-2 sm:grid sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)] sm:gap-4"
        >
          <dt className="flex flex-wrap items-baseline gap-x-2 sm:flex-col sm:gap-y-0.5">
            <span className="break-all font-medium font-mono text-xs">
              {row.name}
              {marksRequired && row.required ? (
                <span className="ml-1.5 font-normal font-sans text-warning">required</span>
              ) : null}
            </span>
            <TypeText parts={row.type} />
          </dt>
          <dd className="mt-0.5 break-words sm:mt-0">
            {row.description}
            {row.limits.length > 0 ? (
              <span className="block text-muted-foreground text-xs">{row.limits.join(" · ")}</span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
