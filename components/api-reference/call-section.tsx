import type { ReactNode } from "react";
import { MethodBadge } from "#components/requests/method-badge.tsx";
import type { AnswerRow, CallReference } from "#lib/api-description/schema.ts";
import { FieldList, TypeText } from "./field-list.tsx";
import { Prose } from "./prose.tsx";

/** One call: who may make it, what it takes, an example, and what it answers. */
export function CallSection({ call }: { call: CallReference }) {
  return (
    <section aria-labelledby={call.id} className="flex flex-col gap-4 border-t pt-6">
      <header className="flex flex-col gap-1.5">
        <h3 id={call.id} className="scroll-mt-4 font-semibold text-[0.9375rem] tracking-tight">
          <a href={`#${call.id}`} className="underline-offset-4 hover:underline">
            {call.summary}
          </a>
        </h3>
        <p className="flex items-baseline gap-2 font-mono text-xs">
          <MethodBadge method={call.method} />
          <span className="break-all">{call.path}</span>
        </p>
        <p className="text-muted-foreground">Who may call it: {call.access}.</p>
        {call.description === null ? null : (
          <p>
            <Prose text={call.description} />
          </p>
        )}
      </header>
      {call.parameters.length > 0 ? (
        <Part title="Parameters">
          <FieldList rows={call.parameters} marksRequired />
        </Part>
      ) : null}
      {call.bodyType ? (
        <Part title="Body" beside={<TypeText parts={call.bodyType} />}>
          {call.bodyFields.length > 0 ? <FieldList rows={call.bodyFields} marksRequired /> : null}
        </Part>
      ) : null}
      <Part title="Example">
        <CodeBlock label={`curl for: ${call.summary}`} code={call.curl} />
        {call.example === null ? null : (
          <CodeBlock label={`Answer of: ${call.summary}`} code={call.example} />
        )}
      </Part>
      <Part title="Answers">
        <Answers call={call} />
      </Part>
    </section>
  );
}

function Part({
  title,
  beside,
  children,
}: {
  title: string;
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-2">
      <h4 className="flex items-baseline gap-2 font-medium">
        {title} {beside}
      </h4>
      {children}
    </div>
  );
}

/** Wraps instead of scrolling: on a phone, and for the keyboard, that is one thing less to find. */
function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <figure aria-label={label} className="rounded-md border bg-muted/50 p-3">
      <pre className="whitespace-pre-wrap break-words font-mono text-xs leading-5 [overflow-wrap:anywhere]">
        {code}
      </pre>
    </figure>
  );
}

function Answers({ call }: { call: CallReference }) {
  return (
    <>
      {call.answers.map((answer) => (
        <Success key={answer.status} answer={answer} />
      ))}
      <ul className="flex flex-col gap-1">
        {call.refusals.map(({ status, code, description }) => (
          <li key={status} className="grid grid-cols-[2.25rem_minmax(0,1fr)] items-baseline">
            <span className="font-mono text-destructive text-xs">{status}</span>
            <span>
              <code className="font-mono text-xs">{code}</code>{" "}
              <span className="text-muted-foreground">
                <Prose text={description} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Success({ answer }: { answer: AnswerRow }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="grid grid-cols-[2.25rem_minmax(0,1fr)] items-baseline">
        <span className="font-mono text-success text-xs">{answer.status}</span>
        <span>
          <Prose text={answer.description} /> <TypeText parts={answer.type} />
        </span>
      </p>
      {answer.fields.length > 0 ? <FieldList rows={answer.fields} /> : null}
    </div>
  );
}
