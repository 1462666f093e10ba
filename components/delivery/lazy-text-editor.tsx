"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The text editor, loaded when first shown. */
export const LazyTextEditor = dynamic(
  () => import("./text-editor.tsx").then((module) => module.TextEditor),
  { ssr: false, loading: () => <Skeleton className="h-52 w-full sm:h-64" /> },
);
