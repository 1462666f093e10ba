import { LogoMark } from "./logo-mark.tsx";

/**
 * The mark and the name, linking home; below 768 px the name is for screen readers only. Home is
 * loaded as a page of its own: it may reach what a shared page may not (see the policy).
 */
export function Logo({ alwaysNamed = false }: { alwaysNamed?: boolean }) {
  return (
    <a
      href="/"
      className="flex shrink-0 items-center gap-2 rounded-md font-semibold text-[0.9375rem] tracking-tight max-md:h-10 max-md:min-w-10 max-md:justify-center"
    >
      <LogoMark />
      <span className={alwaysNamed ? undefined : "max-md:sr-only"}>Hookglass</span>
    </a>
  );
}
