import { cn } from "#lib/cn.ts";

/** A hook seen through a lens: the mark alone. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cn("size-5", className)}>
      <circle
        cx="12"
        cy="12"
        r="10"
        className="fill-primary/12 stroke-primary"
        strokeWidth="1.75"
      />
      <path
        d="M14.5 6.25v7.25a3 3 0 1 1-6 0v-.75m0 0 -1.6 1.6m1.6-1.6 1.6 1.6"
        className="stroke-primary"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
