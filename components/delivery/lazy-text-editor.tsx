"use client";

import { loadPart } from "#components/shell/load-late.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The text editor, loaded when first shown. */
export const LazyTextEditor = loadPart(
  () => import("./text-editor.tsx").then((module) => module.TextEditor),
  <Skeleton className="h-52 w-full sm:h-64" />,
);
