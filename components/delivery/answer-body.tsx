"use client";

import { useMemo, useState } from "react";
import { Note, Working } from "#components/requests/body-notice.tsx";
import type { ViewChoices } from "#components/requests/body-view-choice.ts";
import { BodyViews } from "#components/requests/body-views.tsx";
import { useBodyJob } from "#components/requests/use-body-job.ts";
import { cn } from "#lib/cn.ts";
import { MAX_RESPONSE_BODY_BYTES } from "#lib/delivery/schema.ts";
import { formatBytes } from "#lib/format.ts";
import { findHeader } from "#lib/http/headers.ts";
import { type AnswerBytes, useAnswerBytes, type WholeResponse } from "./use-answer-bytes.ts";

/** Bodies of up to this many bytes need little room. */
const SHORT_BYTES = 400;

/** The body of a target's answer, in whatever way it reads best. */
export function AnswerBody({ response }: { response: WholeResponse }) {
  const answer = useAnswerBytes(response);
  if (response.bodyBase64 === "") return <Note>The answer has no body.</Note>;
  if (answer === null) return <Working>Unpacking the answer…</Working>;
  return <ReadBody response={response} answer={answer} />;
}

function ReadBody({ response, answer }: { response: WholeResponse; answer: AnswerBytes }) {
  const { bytes, packedAs, cut } = answer;
  const { headers, truncated } = response;
  const contentType = findHeader(headers, "content-type");
  const input = useMemo(
    () => ({
      bytes,
      contentType,
      contentEncoding: packedAs === null ? findHeader(headers, "content-encoding") : null,
    }),
    [bytes, contentType, headers, packedAs],
  );
  const job = useBodyJob("analyse", input);
  const choices = useOwnChoices();
  if (job.state === "working") return <Working>Reading {formatBytes(bytes.length)}…</Working>;
  if (job.state === "failed") return <Note>{job.message}</Note>;
  return (
    <>
      {packedAs === null && !cut ? null : (
        <p className="border-b px-3 py-1.5 text-muted-foreground text-xs">
          {packedAs === null ? "" : `Unpacked from ${packedAs}. `}
          {truncated
            ? `Only the first ${formatBytes(MAX_RESPONSE_BODY_BYTES)} of the answer are kept; it was longer.`
            : ""}
          {cut && !truncated ? "It is not shown to its end." : ""}
        </p>
      )}
      <div
        className={cn("flex flex-col", bytes.length > SHORT_BYTES ? "h-96" : "h-44 max-md:h-60")}
      >
        <BodyViews
          analysis={job.output}
          bytes={bytes}
          contentType={contentType}
          query=""
          choices={choices}
        />
      </div>
    </>
  );
}

/** How answers are read says nothing about how requests are: the choice stays here. */
function useOwnChoices(): ViewChoices {
  const [chosen, setChosen] = useState<ViewChoices["chosen"]>({});
  return useMemo(
    () => ({ chosen, choose: (kind, view) => setChosen((known) => ({ ...known, [kind]: view })) }),
    [chosen],
  );
}
