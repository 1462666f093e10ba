"use client";

import { DownloadIcon } from "lucide-react";
import { useMemo } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatBytes } from "#lib/format.ts";
import { findHeader } from "#lib/http/headers.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { Note, Working } from "./body-notice.tsx";
import type { ViewChoices } from "./body-view-choice.ts";
import { BodyViews } from "./body-views.tsx";
import { type BodyBytes, type BodyLoad, useBodyBytes } from "./use-body-bytes.ts";
import { useBodyJob } from "./use-body-job.ts";

type BodyTabProps = {
  request: CapturedRequest;
  shareToken: string | undefined;
  query: string;
  choices: ViewChoices;
  onDownload: () => void;
};

/** A request's body, in whatever way it reads best. */
export function BodyTab({ request, shareToken, query, choices, onDownload }: BodyTabProps) {
  const { load, start } = useBodyBytes(request, shareToken);
  if (request.bodyBytes === 0) return <Note>This request has no body.</Note>;
  if (load.state !== "ready") {
    return (
      <Loading load={load} bodyBytes={request.bodyBytes} onStart={start} onDownload={onDownload} />
    );
  }
  return <LoadedBody request={request} bytes={load.bytes} query={query} choices={choices} />;
}

function LoadedBody({
  request,
  bytes,
  query,
  choices,
}: Pick<BodyTabProps, "request" | "query" | "choices"> & { bytes: BodyBytes }) {
  const { contentType, headers } = request;
  const input = useMemo(
    () => ({ bytes, contentType, contentEncoding: findHeader(headers, "content-encoding") }),
    [bytes, contentType, headers],
  );
  const job = useBodyJob("analyse", input);
  if (job.state === "working") return <Working>Reading {formatBytes(bytes.length)}…</Working>;
  if (job.state === "failed") return <Note>{job.message}</Note>;
  return (
    <BodyViews
      analysis={job.output}
      bytes={bytes}
      contentType={contentType}
      query={query}
      choices={choices}
    />
  );
}

function Loading(props: {
  load: Exclude<BodyLoad, { state: "ready" }>;
  bodyBytes: number;
  onStart: () => void;
  onDownload: () => void;
}) {
  const { load, bodyBytes, onStart, onDownload } = props;
  if (load.state === "loading") {
    return (
      <div className="flex flex-col gap-2 p-4" role="status">
        <p className="text-muted-foreground">
          Loading {formatBytes(load.receivedBytes)} of {formatBytes(bodyBytes)}…
        </p>
        <progress
          aria-label="Loading the body"
          value={load.receivedBytes}
          max={bodyBytes}
          className="h-1.5 w-full max-w-sm accent-primary"
        />
      </div>
    );
  }
  return (
    <div className="flex flex-col items-start gap-3 p-4">
      <p className={load.state === "failed" ? "text-destructive" : "text-muted-foreground"}>
        {load.state === "failed" ? load.message : `This body has ${formatBytes(bodyBytes)}.`}
      </p>
      <div className="flex gap-2">
        <Button variant="outline" onClick={onStart}>
          {load.state === "failed" ? "Try again" : "Show it"}
        </Button>
        <Button variant="ghost" onClick={onDownload}>
          <DownloadIcon /> Download
        </Button>
      </div>
    </div>
  );
}
