"use client";

import { loadPart } from "#components/shell/load-late.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Read-only text with search, folding and highlighting; loaded when first shown. */
export const CodeView = loadPart(
  () => import("./code-editor.tsx").then((module) => module.CodeEditor),
  <div className="flex flex-col gap-2 p-4" aria-busy="true">
    <Skeleton className="h-3 w-2/3" />
    <Skeleton className="h-3 w-1/2" />
    <Skeleton className="h-3 w-3/5" />
  </div>,
);
