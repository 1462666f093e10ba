"use client";

import { DownloadIcon } from "lucide-react";
import { useMemo } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatBytes } from "#lib/format.ts";
import { decodeText, detectBodyKind } from "#lib/inspection/body-kind.ts";
import { hexRow, hexRowCount } from "#lib/inspection/hex-dump.ts";
import { type MultipartPart, parseMultipart } from "#lib/inspection/multipart.ts";
import { ImageView } from "./image-view.tsx";
import { saveBytes } from "./save-file.ts";
import type { BodyBytes } from "./use-body-bytes.ts";
import { VisibleText } from "./visible-text.tsx";

const SHOWN_BYTES = 16 * 1024;
const SHOWN_HEX_LINES = 8;
const MAX_PARTS = 200;

/** The parts of a multipart body, each with its own headers. */
export function PartsView({
  bytes,
  contentType,
  query,
}: {
  bytes: BodyBytes;
  contentType: string | null;
  query: string;
}) {
  const result = useMemo(() => parseMultipart(bytes, contentType), [bytes, contentType]);
  if (!result.ok) {
    return (
      <p className="p-4">
        {result.message} <span className="text-muted-foreground">See Text or Hex.</span>
      </p>
    );
  }
  const shown = result.parts.slice(0, MAX_PARTS);
  return (
    <ol className="flex h-full flex-col gap-3 overflow-auto p-3">
      {shown.map((part, at) => (
        <li key={at} className="rounded-md border">
          <Part part={part} place={at + 1} query={query} />
        </li>
      ))}
      {result.parts.length > shown.length ? (
        <li className="text-muted-foreground">
          {result.parts.length - shown.length} more parts are in the body; they are not drawn.
        </li>
      ) : null}
    </ol>
  );
}

function Part({ part, place, query }: { part: MultipartPart; place: number; query: string }) {
  const { name, filename, headers, bytes } = part;
  const title = name ?? filename ?? `Part ${place}`;
  return (
    <section aria-label={`Part ${place}: ${title}`}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-card px-3 py-1.5">
        <h3 className="wrap-anywhere min-w-0 font-medium font-mono">
          <VisibleText text={title} query={query} />
        </h3>
        {filename === null ? null : (
          <span className="wrap-anywhere min-w-0 text-muted-foreground">
            file <VisibleText text={filename} query={query} />
          </span>
        )}
        <span className="text-muted-foreground">{formatBytes(bytes.length)}</span>
        <Button
          variant="ghost"
          size="sm"
          className="ml-auto"
          onClick={() =>
            saveBytes(new Uint8Array(bytes), safeName(filename ?? `part-${place}.bin`))
          }
        >
          <DownloadIcon /> Download
        </Button>
      </header>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 border-b px-3 py-1.5 font-mono text-xs">
        {headers.map(([key, value], at) => (
          <div key={at} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-muted-foreground">{key}</dt>
            <dd className="wrap-anywhere">
              <VisibleText text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <PartContent part={part} query={query} />
    </section>
  );
}

function PartContent({ part, query }: { part: MultipartPart; query: string }) {
  const { bytes, contentType, filename } = part;
  const head = useMemo(() => new Uint8Array(bytes.subarray(0, SHOWN_BYTES)), [bytes]);
  const { kind } = useMemo(
    () => detectBodyKind({ contentType, contentEncoding: null, bytes: head }),
    [contentType, head],
  );
  const whole = useMemo(() => new Uint8Array(bytes), [bytes]);
  if (kind === "empty") return <p className="px-3 py-2 text-muted-foreground">Empty</p>;
  if (kind === "image") return <ImageView bytes={whole} name={filename ?? "image"} />;
  const left = bytes.length - (kind === "binary" ? SHOWN_HEX_LINES * 16 : SHOWN_BYTES);
  return (
    <pre className="wrap-anywhere overflow-x-auto whitespace-pre-wrap px-3 py-2 font-mono text-xs leading-5">
      {kind === "binary" ? (
        firstHexLines(head)
      ) : (
        <VisibleText text={decodeText(head, contentType).text} query={query} />
      )}
      {left > 0 ? (
        <span className="text-muted-foreground">{`\n… ${formatBytes(left)} more`}</span>
      ) : null}
    </pre>
  );
}

function firstHexLines(bytes: Uint8Array): string {
  return Array.from({ length: Math.min(SHOWN_HEX_LINES, hexRowCount(bytes)) }, (_, line) => {
    const { offset, hex, ascii } = hexRow(bytes, line);
    return `${offset}  ${hex.join(" ").padEnd(47)}  ${ascii}`;
  }).join("\n");
}

/** A sender chooses the name: only its last step, and nothing that a file system would act on. */
function safeName(filename: string): string {
  const last = filename.split(/[/\\]/).at(-1) ?? "";
  return last.replace(/[^\w.() -]/g, "_").replace(/^\.+/, "") || "part.bin";
}
