import type { FieldRow, TypePart } from "#lib/api-description/schema.ts";
import { Prose } from "./prose.tsx";

/** A type, in which objects are links to what they are. */
export function TypeText({ parts }: { parts: TypePart[] }) {
  return (
    <span className="font-mono text-muted-foreground text-xs [overflow-wrap:anywhere]">
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
    <dl className="divide-y rounded-md border *:px-3 *:py-2 sm:*:grid sm:*:grid-cols-[minmax(0,15rem)_minmax(0,1fr)] sm:*:gap-4">
      {rows.map((row) => (
        <div key={row.name}>
          <dt className="break-words font-medium font-mono text-xs leading-5 [overflow-wrap:anywhere]">
            {row.name}
            {marksRequired && row.required ? (
              <span className="ml-2 font-normal font-sans text-warning">required</span>
            ) : null}
          </dt>
          <dd className="min-w-0">
            {row.description === "" ? null : (
              <p>
                <Prose text={row.description} />
              </p>
            )}
            <p className="text-muted-foreground text-xs leading-5">
              <TypeText parts={row.type} />
              <Prose text={row.limits.map((limit) => ` · ${limit}`).join("")} />
            </p>
          </dd>
        </div>
      ))}
    </dl>
  );
}
