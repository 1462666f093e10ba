import type { ReactNode } from "react";
import { CopyButton } from "#components/shell/copy-button.tsx";
import type { FormField } from "#lib/inspection/form-fields.ts";
import { VisibleText } from "./visible-text.tsx";

/** More characters of one value are not drawn; Copy has them all. */
const SHOWN_CHARS = 4000;

/** Names and values in the order they came; repeated names stay apart. */
export function FieldTable({
  caption,
  nameHeading,
  fields,
  query,
  empty,
}: {
  /** For screen readers. */
  caption: string;
  nameHeading: string;
  fields: readonly FormField[];
  query: string;
  empty: ReactNode;
}) {
  if (fields.length === 0) return <p className="p-4 text-muted-foreground">{empty}</p>;
  return (
    <table className="w-full table-fixed border-collapse text-left text-[0.8125rem]">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b text-muted-foreground text-xs">
          <th scope="col" className="w-[32%] px-3 py-1.5 font-medium max-md:w-[36%]">
            {nameHeading}
          </th>
          <th scope="col" className="px-3 py-1.5 font-medium">
            Value
          </th>
          <th scope="col" className="w-11">
            <span className="sr-only">Copy</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, value }, at) => (
          <tr key={at} className="group border-b align-top hover:bg-muted">
            <th scope="row" className="wrap-anywhere px-3 py-1.5 font-medium font-mono">
              <VisibleText text={name} query={query} />
            </th>
            <td className="wrap-anywhere whitespace-pre-wrap px-3 py-1.5 font-mono">
              <VisibleText text={value.slice(0, SHOWN_CHARS)} query={query} />
              {value.length > SHOWN_CHARS ? (
                <span className="text-muted-foreground">
                  … {value.length.toLocaleString("en")} characters in all
                </span>
              ) : null}
            </td>
            <td className="px-1 py-0.5 text-right">
              <CopyButton
                variant="ghost"
                size="icon-sm"
                text={value}
                label={`Copy the value of ${name}`}
                className="md:opacity-0 md:focus-visible:opacity-100 md:group-hover:opacity-100"
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
