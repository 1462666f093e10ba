import { LockIcon } from "lucide-react";
import { useDeferredValue, useMemo } from "react";
import { formatBytes } from "#lib/format.ts";
import { scanJson } from "#lib/inspection/json-scan.ts";

/** What will be sent of an edited body, and what may be wrong with it. */
export function BodyHint(props: {
  value: string;
  /** Of the captured body. */
  bodyBytes: number;
  changed: boolean;
  isJson: boolean;
  /** The captured signature, which is right for the captured body, goes out with it. */
  signed: boolean;
}) {
  const { bodyBytes, changed, isJson, signed } = props;
  const text = useDeferredValue(props.value);
  const size = useMemo(() => new TextEncoder().encode(text).length, [text]);
  const fault = useMemo(
    () => (isJson && changed ? jsonFault(text) : null),
    [text, isJson, changed],
  );
  if (!changed) return <p>{formatBytes(bodyBytes)}, sent byte for byte as captured.</p>;
  return (
    <>
      <p>
        Changed: {formatBytes(size)}, {formatBytes(bodyBytes)} as captured.
      </p>
      {fault === null ? null : <p className="text-warning">No longer JSON, {fault}.</p>}
      {signed ? (
        <p className="text-warning">
          The captured signature does not fit a changed body: the receiver may refuse it.
        </p>
      ) : null}
    </>
  );
}

/** Says that a body can't be edited here, and why. */
export function SentUnchanged({
  bodyBytes,
  detail,
}: {
  bodyBytes: number;
  /** What the body is; null when it is too large to be looked at. */
  detail: string | null;
}) {
  return (
    <div className="flex min-h-52 flex-col items-center justify-center gap-1 rounded-md border border-dashed p-4 text-center sm:min-h-64">
      <LockIcon className="size-4 text-muted-foreground" aria-hidden="true" />
      <p className="font-medium">Sent unchanged, byte for byte</p>
      <p className="text-balance text-muted-foreground text-xs">
        {detail === null ? (
          `With ${formatBytes(bodyBytes)} this body is too large to edit here (1 MiB at most).`
        ) : (
          <>
            {detail}, {formatBytes(bodyBytes)}: only{" "}
            <span className="whitespace-nowrap">UTF-8 text</span> can be edited here.
          </>
        )}
      </p>
    </div>
  );
}

function jsonFault(text: string): string | null {
  const fault = scanJson(text, () => {});
  if (fault === null) return null;
  const before = text.slice(0, fault.offset).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `line ${before.length}, column ${column}: ${fault.message}`;
}
