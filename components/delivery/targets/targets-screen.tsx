"use client";

import { MailXIcon, PlusIcon } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { BackToBin } from "#components/bins/back-to-bin.tsx";
import { useBinNews } from "#components/realtime/use-bin-news.ts";
import { Working } from "#components/requests/body-notice.tsx";
import type { AccountName } from "#components/shell/account-menu.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { ProblemWithRetry } from "#components/shell/problem-with-retry.tsx";
import { Button } from "#components/ui/button.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { Target } from "#lib/delivery/schema.ts";
import { ChainsSection } from "./chains-section.tsx";
import { DeleteTargetDialog } from "./delete-target-dialog.tsx";
import { TargetCard } from "./target-card.tsx";
import { TargetDialog } from "./target-dialog.tsx";
import { useTargets } from "./use-targets.ts";

/** The target that a dialog is about; `edit` with null makes a new one. */
type Open = { kind: "edit"; target: Target | null } | { kind: "delete"; target: Target } | null;

/** Closed dialogs give the focus back to this element. */
export const NEW_TARGET_ID = "new-target";

/** Where a bin's requests are sent on to, and by which rules. */
export function TargetsScreen({ bin, account }: { bin: BinDetail; account: AccountName }) {
  const { targets, problem, reload, put, remove } = useTargets(bin.id);
  const [open, setOpen] = useState<Open>(null);
  useBinNews(bin.id, reload);
  return (
    <PageFrame account={account} nav={<BackToBin bin={bin} />}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex max-w-prose flex-1 basis-72 flex-col gap-1">
          <h1 className="font-semibold text-xl tracking-tight">Targets</h1>
          <p className="text-muted-foreground">
            Servers of yours that requests are sent on to: each new one by itself, or when you
            resend. Every request arrives at least once; one that arrives again has the same
            Hookglass-Delivery-Id.
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" asChild>
            <Link href={`/bins/${bin.id}/dead-letters`} prefetch={false}>
              <MailXIcon /> Dead letters
            </Link>
          </Button>
          <Button id={NEW_TARGET_ID} onClick={() => setOpen({ kind: "edit", target: null })}>
            <PlusIcon /> New target
          </Button>
        </div>
      </div>
      {problem === null ? null : (
        <ProblemWithRetry problem={problem} onRetry={reload} className="mt-4" />
      )}
      {targets === null && problem === null ? <Working>Reading the targets…</Working> : null}
      {targets?.length === 0 ? (
        <p className="mt-8 text-muted-foreground">
          No targets yet. Make one, and requests that arrive from then on are sent to it.
        </p>
      ) : null}
      <ChainsSection targets={targets ?? []} />
      <ul aria-label="Targets" className="mt-6 flex flex-col gap-4 empty:hidden">
        {(targets ?? []).map((target) => (
          <TargetCard
            key={target.id}
            target={target}
            chainTo={targets?.find(({ id }) => id === target.chain?.targetId)?.name ?? null}
            onChanged={put}
            onEdit={() => setOpen({ kind: "edit", target })}
            onDelete={() => setOpen({ kind: "delete", target })}
          />
        ))}
      </ul>
      {open?.kind === "edit" ? (
        <TargetDialog
          bin={bin}
          target={open.target}
          others={(targets ?? []).filter(({ id }) => id !== open.target?.id)}
          onSaved={put}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.kind === "delete" ? (
        <DeleteTargetDialog
          target={open.target}
          onDeleted={() => remove(open.target.id)}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </PageFrame>
  );
}
