"use client";

import { useEffect, useId, useState } from "react";
import { loadPart } from "#components/shell/load-late.tsx";
import { Button } from "#components/ui/button.tsx";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { hasCrypto } from "#lib/signatures/digest.ts";
import type { SignatureOwner } from "./signature-owner.ts";
import { TabSection } from "./tab-section.tsx";

const BrowserCheckForm = loadPart(
  () => import("./browser-check-form.tsx").then((module) => module.BrowserCheckForm),
  <p role="status">Loading the check…</p>,
);

/** Checks the open request with a secret that never leaves the page. */
export function BrowserCheck({
  request,
  owner,
}: {
  request: CapturedRequest;
  owner: SignatureOwner;
}) {
  const [open, setOpen] = useState(false);
  const formId = useId();
  const canCheck = useHasCrypto();
  if (!canCheck) {
    return (
      <TabSection title="Check in this browser only">
        <p className="max-w-prose text-muted-foreground">
          Not possible here: browsers offer their cryptography only to pages that come over https or
          from localhost.
        </p>
      </TabSection>
    );
  }
  return (
    <TabSection title="Check in this browser only">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <p className="max-w-prose flex-1 basis-60 text-muted-foreground">
          The secret stays in this page: it is not sent, not stored, and forgotten when you leave
          this tab or request.
        </p>
        <Button
          variant="outline"
          size="sm"
          aria-expanded={open}
          aria-controls={formId}
          onClick={() => setOpen(!open)}
        >
          {open ? "Forget and close" : "Check with a secret"}
        </Button>
      </div>
      <div id={formId} className="empty:hidden">
        {open ? <BrowserCheckForm request={request} owner={owner} /> : null}
      </div>
    </TabSection>
  );
}

/** The server has it; whether the browser has is known there only. */
function useHasCrypto(): boolean {
  const [has, setHas] = useState(true);
  useEffect(() => setHas(hasCrypto()), []);
  return has;
}
