import { VisibleText } from "#components/requests/visible-text.tsx";
import { CopyButton } from "#components/shell/copy-button.tsx";
import { describeDifference, digestLines, firstDifference } from "./digest-difference.ts";

/** With its label such a line fits a phone. */
const LINE_CHARS = 32;
const SHOWN_RECEIVED_CHARS = 500;

/** Two digests one above the other, with the first difference marked and told in words. */
export function DigestComparison({
  expected,
  received,
  name,
}: {
  expected: string;
  received: string;
  /** Tells several comparisons apart. */
  name: string | null;
}) {
  const matches = firstDifference(expected, received) === null;
  return (
    <div className="flex flex-col gap-2 rounded-md border bg-card p-3">
      <p>
        {name === null ? null : <span className="text-muted-foreground">{name}: </span>}
        {describeDifference(expected, received)}
      </p>
      <dl className="sr-only">
        <dt>Expected</dt>
        <dd>{expected}</dd>
        <dt>Received</dt>
        <dd>{received}</dd>
      </dl>
      <div
        aria-hidden="true"
        className="grid w-fit gap-y-2 font-mono leading-5 @2xl:grid-cols-[auto_auto]"
      >
        {digestLines(expected, received, LINE_CHARS).map((line) => (
          <div
            key={line.start}
            className="group grid grid-cols-[auto_1fr] whitespace-pre @2xl:even:grid-cols-1"
          >
            <Label>Expected</Label>
            <MarkedLine text={line.expected} at={line.differsAt} />
            <Label>Received</Label>
            <MarkedLine text={line.received} at={line.differsAt} />
          </div>
        ))}
      </div>
      <div className="flex flex-wrap gap-1">
        <CopyButton variant="outline" size="sm" text={expected} label="Copy the expected digest">
          Copy expected
        </CopyButton>
        {matches ? null : (
          <CopyButton variant="outline" size="sm" text={received} label="Copy the received digest">
            Copy received
          </CopyButton>
        )}
      </div>
    </div>
  );
}

/** Where two lines stand side by side the second continues the first and needs no label. */
function Label({ children }: { children: string }) {
  return (
    <span className="select-none pr-3 font-sans text-muted-foreground text-xs leading-5 @2xl:group-even:hidden">
      {children}
    </span>
  );
}

function MarkedLine({ text, at }: { text: string; at: number | null }) {
  if (at === null) return <span>{text}</span>;
  return (
    <span>
      {text.slice(0, at)}
      <mark className="rounded-[2px] bg-destructive/20 text-destructive underline decoration-2 underline-offset-4">
        {text.slice(at, at + 1) || " "}
      </mark>
      {text.slice(at + 1)}
    </span>
  );
}

/** A signature header that could not be read, so that nothing is computed to compare it with. */
export function ReceivedOnly({ received }: { received: string }) {
  const omitted = Math.max(0, received.length - SHOWN_RECEIVED_CHARS);
  return (
    <div className="flex flex-col items-start gap-2 rounded-md border bg-card p-3">
      <p className="text-muted-foreground">
        It can't be read as a signature, so there is nothing to compare it with.
      </p>
      <code className="wrap-anywhere whitespace-pre-wrap font-mono">
        <VisibleText text={received.slice(0, SHOWN_RECEIVED_CHARS)} />
        {omitted > 0 ? (
          <span className="text-muted-foreground">
            … {received.length.toLocaleString("en")} characters in all
          </span>
        ) : null}
      </code>
      <CopyButton variant="outline" size="sm" text={received} label="Copy the received signature">
        Copy received
      </CopyButton>
    </div>
  );
}
