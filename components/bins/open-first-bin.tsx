"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { MessagePage } from "#components/shell/message-page.tsx";
import { Button } from "#components/ui/button.tsx";
import { InspectorSkeleton } from "./inspector-skeleton.tsx";

/** Makes a newcomer's first bin and opens it. */
export function OpenFirstBin() {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  // React's strict mode runs effects twice; two bins would be one too many.
  const started = useRef(false);

  const open = useCallback(async () => {
    setProblem(null);
    try {
      const bin = await api.post<{ id: string }>("/bins", {});
      router.replace(`/bins/${bin.id}`);
    } catch (error) {
      setProblem(errorMessage(error));
    }
  }, [router]);

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void open();
  }, [open]);

  if (problem === null) return <InspectorSkeleton />;
  return (
    <MessagePage title="No bin could be made" actions={<Button onClick={open}>Try again</Button>}>
      <p role="alert">{problem}</p>
    </MessagePage>
  );
}
