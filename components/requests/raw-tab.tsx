"use client";

import { useMemo } from "react";
import { CopyButton } from "#components/shell/copy-button.tsx";
import { formatBytes } from "#lib/format.ts";
import { findHeader } from "#lib/http/headers.ts";
import { rawMessageHead, rawMessageText } from "#lib/inspection/raw-message.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { Note, Working } from "./body-notice.tsx";
import { CodeView } from "./code-view.tsx";
import { type BodyBytes, useBodyBytes } from "./use-body-bytes.ts";
import { useBodyJob } from "./use-body-job.ts";

type RawTabProps = { request: CapturedRequest; shareToken: string | undefined; query: string };

const NO_BODY: BodyBytes = new Uint8Array(0);

/** The whole HTTP message as text. */
export function RawTab({ request, shareToken, query }: RawTabProps) {
  const { load, start } = useBodyBytes(request, shareToken);
  if (request.bodyBytes === 0)
    return <RawMessage request={request} bytes={NO_BODY} query={query} />;
  if (load.state === "ready") {
    return <RawMessage request={request} bytes={load.bytes} query={query} />;
  }
  if (load.state === "loading") {
    return <Working>Loading the body, {formatBytes(request.bodyBytes)}…</Working>;
  }
  return (
    <Note>
      {load.state === "failed" ? load.message : `The body has ${formatBytes(request.bodyBytes)}.`}{" "}
      <button
        type="button"
        className="text-link underline-offset-4 hover:underline"
        onClick={start}
      >
        Load it
      </button>
    </Note>
  );
}

function RawMessage({
  request,
  bytes,
  query,
}: {
  request: CapturedRequest;
  bytes: BodyBytes;
  query: string;
}) {
  const { headers, contentType, trailers } = request;
  const input = useMemo(
    () => ({ bytes, contentType, contentEncoding: findHeader(headers, "content-encoding") }),
    [bytes, contentType, headers],
  );
  const job = useBodyJob("analyse", input);
  const message = useMemo(() => {
    if (job.state !== "done") return "";
    const head = rawMessageHead(request);
    const isText = job.output.text !== null || bytes.length === 0;
    const body = isText
      ? (job.output.text ?? "")
      : `(${bytes.length} bytes that are no text: see Body, Hex)`;
    return rawMessageText(head, body, trailers);
  }, [job, request, bytes, trailers]);
  if (job.state === "working") return <Working>Reading {formatBytes(bytes.length)}…</Working>;
  if (job.state === "failed") return <Note>{job.message}</Note>;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 items-center gap-3 border-b px-3 py-1.5">
        <p className="min-w-0 text-muted-foreground text-xs">
          {job.output.text === null && bytes.length > 0
            ? "The body is binary and left out here"
            : "The message as sent; line ends are CRLF, chunk sizes are not kept"}
          {job.output.replaced ? "; bytes that fit no character show as �" : ""}
        </p>
        <CopyButton
          variant="ghost"
          size="sm"
          text={message}
          label="Copy the message"
          className="ml-auto"
        >
          Copy
        </CopyButton>
      </div>
      <CodeView text={message} language={null} label="HTTP message" query={query} />
    </div>
  );
}
