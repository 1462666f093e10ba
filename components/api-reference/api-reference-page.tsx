import { PageFrame } from "#components/shell/page-frame.tsx";
import type { ApiReference } from "#lib/api-description/schema.ts";
import { CallSection } from "./call-section.tsx";
import { Contents } from "./contents.tsx";
import { FieldList } from "./field-list.tsx";
import { Prose } from "./prose.tsx";

const heading = "scroll-mt-4 font-semibold text-lg tracking-tight";

/** The API for people: what holds for every call, the calls by group, and the objects they share. */
export function ApiReferencePage({
  reference,
  version,
}: {
  reference: ApiReference;
  version: string;
}) {
  return (
    <PageFrame className="max-w-6xl py-0 max-md:px-3 lg:grid lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-8">
      <div className="max-lg:pt-4">
        <Contents reference={reference} />
      </div>
      <div className="flex min-w-0 max-w-3xl flex-col gap-12 py-8">
        <Notes reference={reference} version={version} />
        {reference.groups.map((group) => (
          <section key={group.id} aria-labelledby={group.id} className="flex flex-col gap-6">
            <header className="flex flex-col gap-1">
              <h2 id={group.id} className={heading}>
                {group.title}
              </h2>
              <p className="text-muted-foreground">{group.description}</p>
            </header>
            {group.calls.map((call) => (
              <CallSection key={call.id} call={call} />
            ))}
          </section>
        ))}
        <Objects reference={reference} />
      </div>
    </PageFrame>
  );
}

function Notes({ reference, version }: { reference: ApiReference; version: string }) {
  return (
    <section aria-labelledby="about" className="flex flex-col gap-4">
      <header className="flex flex-col gap-1">
        <h1 id="about" className="scroll-mt-4 font-semibold text-2xl tracking-tight">
          API
        </h1>
        <p className="text-muted-foreground">
          REST under <code className="font-mono text-xs">/api/v1</code>, version {version}. For
          tools:{" "}
          <a href="/api/v1/openapi.json" className="text-link underline underline-offset-2">
            the same as OpenAPI 3.1
          </a>
          .
        </p>
      </header>
      {reference.notes.map(({ id, title, text }) => (
        <section key={id} aria-labelledby={id} className="flex flex-col gap-0.5">
          <h2 id={id} className="scroll-mt-4 font-medium">
            {title}
          </h2>
          <p className="break-words">
            <Prose text={text} />
          </p>
        </section>
      ))}
    </section>
  );
}

function Objects({ reference }: { reference: ApiReference }) {
  return (
    <section aria-labelledby="objects" className="flex flex-col gap-6">
      <header className="flex flex-col gap-1">
        <h2 id="objects" className={heading}>
          Objects
        </h2>
        <p className="text-muted-foreground">What several calls take or answer.</p>
      </header>
      {reference.objects.map(({ name, fields }) => (
        <section key={name} aria-labelledby={name} className="flex flex-col gap-2">
          <h3 id={name} className="scroll-mt-4 font-medium font-mono text-xs">
            {name}
          </h3>
          <FieldList rows={fields} />
        </section>
      ))}
    </section>
  );
}
