"use client";

import { FieldTable } from "#components/requests/field-table.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs.tsx";
import type { Attempt } from "#lib/delivery/schema.ts";
import { formatBytes } from "#lib/format.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { AnswerBody } from "./answer-body.tsx";

/** What was answered, and what was sent. */
export function AttemptDetails({ attempt }: { attempt: Attempt }) {
  const { stage, request, response } = attempt;
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
            <AnswerBody response={response} />
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
        </p>
      </TabsContent>
    </Tabs>
  );
}

const asFields = (list: HeaderList) => list.map(([name, value]) => ({ name, value }));
