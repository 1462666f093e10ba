"use client";

import { CircleCheckIcon, CircleHelpIcon, CircleXIcon } from "lucide-react";
import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { ProgressBar } from "#components/delivery/progress-bar.tsx";
import { statusLine } from "#components/delivery/status-phrases.ts";
import { useRepeatedReading } from "#components/delivery/use-repeated-reading.ts";
import { Working } from "#components/requests/body-notice.tsx";
import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import { StickyDialogFooter } from "#components/ui/dialog.tsx";
import { cn } from "#lib/cn.ts";
import type { LabRun } from "#lib/delivery/schema.ts";
import { formatDuration } from "#lib/format.ts";

const VERDICTS = {
  likely: { title: "It looks idempotent", Icon: CircleCheckIcon, className: "text-success" },
  unlikely: {
    title: "It does not look idempotent",
    Icon: CircleXIcon,
    className: "text-destructive",
  },
  unknown: { title: "It can't be told", Icon: CircleHelpIcon, className: "text-warning" },
} as const;

/** The answers beside each other, and what they say about the target. */
export function LabResult(props: { labId: string; onAgain: () => void; onClose: () => void }) {
  const { labId, onAgain, onClose } = props;
  const { data, problem, reload } = useRepeatedReading<LabRun>(
    `/lab/${labId}`,
    ({ state }) => state !== "running",
  );
  const [cancelling, setCancelling] = useState(false);
  if (data === null) return <Working>{problem ?? "Sending…"}</Working>;
  const answered = data.answers.reduce((sum, { count }) => sum + count, 0);
  const progressWords = `${answered} of ${data.times} copies done`;
  const cancel = async () => {
    if (cancelling) return;
    setCancelling(true);
    try {
      await api.delete(`/lab/${labId}`);
    } catch (error) {
      toast.error("The run was not cancelled", { description: errorMessage(error) });
      setCancelling(false);
    }
    reload();
  };
  return (
    <div className="flex flex-col gap-4">
      {data.state === "running" ? (
        <ProgressBar
          label="Progress of the run"
          share={answered / data.times}
          words={progressWords}
        />
      ) : null}
      <div role="status">
        {data.state === "running" ? (
          <p className="tabular-nums">{progressWords}</p>
        ) : (
          <Verdict run={data} />
        )}
      </div>
      {problem === null ? null : (
        <p role="alert" className="text-destructive">
          {problem}
        </p>
      )}
      {data.answers.length === 0 ? null : <Answers run={data} />}
      <StickyDialogFooter>
        {data.state === "running" ? (
          <Button variant="outline" aria-disabled={cancelling} onClick={cancel}>
            Cancel the run
          </Button>
        ) : (
          <Button variant="outline" onClick={onAgain}>
            Run another
          </Button>
        )}
        <Button onClick={onClose}>Close</Button>
      </StickyDialogFooter>
    </div>
  );
}

function Verdict({ run }: { run: LabRun }) {
  const { title, Icon, className } = VERDICTS[run.verdict.idempotent];
  return (
    <div className="flex flex-col gap-1">
      <p className={cn("flex items-center gap-2 font-medium", className)}>
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        {run.state === "cancelled" ? "Cancelled" : title}
      </p>
      <p>{run.verdict.sentence}</p>
    </div>
  );
}

function Answers({ run }: { run: LabRun }) {
  return (
    <div className="overflow-x-auto rounded-md border">
      <table className="w-full text-left text-sm tabular-nums">
        <caption className="sr-only">Equal answers, the most frequent first</caption>
        <thead className="border-b text-muted-foreground text-xs">
          <tr>
            <th scope="col" className="px-3 py-1.5 max-sm:px-2 font-medium">
              Times
            </th>
            <th scope="col" className="px-3 py-1.5 max-sm:px-2 font-medium">
              Answer
            </th>
            <th scope="col" className="px-3 py-1.5 max-sm:px-2 font-medium">
              Body
            </th>
            <th scope="col" className="px-3 py-1.5 max-sm:px-2 font-medium">
              Took
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {run.answers.map((answer) => (
            <tr key={`${answer.status} ${answer.bodyHash} ${answer.error}`}>
              <td className="whitespace-nowrap px-3 py-1.5 max-sm:px-2">{answer.count} ×</td>
              <td className="wrap-break-word px-3 py-1.5 max-sm:px-2">
                {answer.status === null ? answer.error : statusLine(answer.status)}
              </td>
              <td
                className="px-3 py-1.5 max-sm:px-2 font-mono text-xs"
                title={answer.bodyHash ?? undefined}
              >
                {answer.bodyHash === null ? "–" : answer.bodyHash.slice(0, 8)}
              </td>
              <td className="px-3 py-1.5 text-xs max-sm:px-2">
                {answer.count === 1
                  ? formatDuration(answer.fastestMs)
                  : `${formatDuration(answer.fastestMs)} – ${formatDuration(answer.slowestMs)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="border-t px-3 py-1.5 text-muted-foreground text-xs">
        Bodies with the same code are the same, byte for byte.
      </p>
    </div>
  );
}
