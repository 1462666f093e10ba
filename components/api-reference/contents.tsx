import type { ApiReference } from "#lib/api-description/schema.ts";

/** Links to everything on the page: beside it on wide screens, folded away above it on others. */
export function Contents({ reference }: { reference: ApiReference }) {
  return (
    <>
      <details className="rounded-md border lg:hidden">
        <summary className="cursor-pointer px-3 py-2.5 font-medium">On this page</summary>
        <nav aria-label="On this page" className="border-t p-3">
          <Links reference={reference} />
        </nav>
      </details>
      <nav
        aria-label="On this page"
        className="sticky top-0 max-h-dvh overflow-y-auto py-8 pr-4 max-lg:hidden"
      >
        <Links reference={reference} />
      </nav>
    </>
  );
}

function Links({ reference }: { reference: ApiReference }) {
  return (
    <ul className="flex flex-col gap-4">
      <LinkGroup id="about" title="For every call" links={reference.notes} />
      {reference.groups.map(({ id, title, calls }) => (
        <LinkGroup
          key={id}
          id={id}
          title={title}
          links={calls.map((call) => ({ id: call.id, title: call.summary }))}
        />
      ))}
      <LinkGroup id="objects" title="Objects" links={[]} />
    </ul>
  );
}

function LinkGroup(props: {
  id: string;
  title: string;
  links: readonly { id: string; title: string }[];
}) {
  const { id, title, links } = props;
  return (
    <li>
      <a href={`#${id}`} className="font-medium underline-offset-2 hover:underline max-lg:py-1.5">
        {title}
      </a>
      <ul className="mt-1 flex flex-col">
        {links.map((link) => (
          <li key={link.id}>
            <a
              href={`#${link.id}`}
              className="block py-0.5 text-muted-foreground hover:text-foreground max-lg:py-1.5"
            >
              {link.title}
            </a>
          </li>
        ))}
      </ul>
    </li>
  );
}
