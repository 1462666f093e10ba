"use client";

import { Working } from "#components/requests/body-notice.tsx";
import { FieldTable } from "#components/requests/field-table.tsx";
import { ProblemWithRetry } from "#components/shell/problem-with-retry.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs.tsx";
import type { Attempt } from "#lib/delivery/schema.ts";
import { formatBytes } from "#lib/format.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { AnswerBody } from "./answer-body.tsx";
import { useWholeAnswer, type WholeAnswer } from "./use-whole-answer.ts";

/** What was answered, and what was sent. */
export function AttemptDetails(props: {
  deliveryId: string;
  attempt: Attempt;
  byBrowser: boolean;
}) {
  const { deliveryId, attempt, byBrowser } = props;
  const { stage, request, response } = attempt;
  const answer = useWholeAnswer(deliveryId, attempt);
  return (
    <Tabs defaultValue={response === null ? "sent" : "answer"} className="border-t">
      <TabsList aria-label="Parts of the attempt" className="px-1">
        {response === null ? null : (
          <>
            <TabsTrigger value="answer">Answer</TabsTrigger>
            <TabsTrigger value="headers">Answer headers</TabsTrigger>
          </>
        )}
        <TabsTrigger value="sent">{stage === "guard" ? "Not sent" : "Sent"}</TabsTrigger>
      </TabsList>
      {response === null ? null : (
        <>
          <TabsContent value="answer">
            <Answer answer={answer} />
          </TabsContent>
          <TabsContent value="headers">
            <FieldTable
              caption="Headers of the answer"
              nameHeading="Name"
              fields={asFields(response.headers)}
              query=""
              empty="The answer has no headers."
            />
          </TabsContent>
        </>
      )}
      <TabsContent value="sent">
        <p className="wrap-anywhere px-3 py-2 font-mono">
          {request.method} {request.url}
        </p>
        <FieldTable
          caption="Headers that were sent"
          nameHeading="Name"
          fields={asFields(request.headers)}
          query=""
          empty="No headers."
        />
        <p className="px-3 py-2 text-muted-foreground text-xs">
          {request.bodyBytes === 0
            ? "Without a body."
            : `With a body of ${formatBytes(request.bodyBytes)}.`}
          {byBrowser ? " The browser added headers of its own, which no page is told." : ""}
        </p>
      </TabsContent>
    </Tabs>
  );
}

function Answer({ answer }: { answer: WholeAnswer }) {
  switch (answer.state) {
    case "none":
      return null;
    case "reading":
      return <Working>Reading the answer…</Working>;
    case "failed":
      return <ProblemWithRetry problem={answer.message} onRetry={answer.retry} className="p-3" />;
    case "ready":
      return <AnswerBody response={answer.response} />;
  }
}

const asFields = (list: HeaderList) => list.map(([name, value]) => ({ name, value }));
