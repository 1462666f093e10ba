import { LogoMark } from "#components/shell/logo-mark.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The inspector's outline while its bin is being made or read. */
export function InspectorSkeleton() {
  return (
    <main id="main" className="flex min-h-dvh flex-col" aria-busy="true">
      <h1 className="sr-only">Hookglass</h1>
      <p className="sr-only" role="status">
        Opening your bin…
      </p>
      <div className="flex h-12 items-center gap-3 border-b px-4 max-md:h-14 max-md:px-3">
        <LogoMark />
        <Skeleton className="h-4 w-32" />
        <Skeleton className="ml-auto h-7 w-24" />
      </div>
      <div className="flex flex-col gap-3 border-b px-4 py-5 max-md:px-3">
        <Skeleton className="h-3 w-28" />
        <Skeleton className="h-8 w-full max-w-2xl" />
        <Skeleton className="h-3 w-72 max-w-full" />
      </div>
      <div className="flex flex-1 flex-col items-center gap-4 px-4 pt-16">
        <Skeleton className="h-5 w-56" />
        <Skeleton className="h-24 w-full max-w-xl" />
        <Skeleton className="h-24 w-full max-w-xl" />
      </div>
    </main>
  );
}
