"use client";

import { type ReactNode, useState } from "react";
import { ShareList } from "#components/sharing/share-list.tsx";
import { useShares } from "#components/sharing/use-shares.ts";
import type { AccountName } from "#components/shell/account-menu.tsx";
import { CopyButton } from "#components/shell/copy-button.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { toast } from "#components/shell/toast.ts";
import { RecheckBar } from "#components/signatures/recheck-progress.tsx";
import { SignatureSettingsForm } from "#components/signatures/signature-settings-form.tsx";
import { COMMAND_LINE_ABOUT, CommandLineAccess } from "#components/tokens/command-line-access.tsx";
import { Button } from "#components/ui/button.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { BackToBin } from "./back-to-bin.tsx";
import { DeleteBinDialog } from "./delete-bin-dialog.tsx";
import { LimitsExplained } from "./limits-explained.tsx";
import { RenameBinForm } from "./rename-bin-form.tsx";
import { useRecheckPolling } from "./use-recheck-polling.ts";

const DELETE_BUTTON_ID = "delete-bin";

/** Everything about a bin that is set rather than watched. */
export function BinSettings(props: { bin: BinDetail; account: AccountName }) {
  const [bin, setBin] = useState(props.bin);
  const [deleting, setDeleting] = useState(false);
  useRecheckPolling(bin, setBin);
  const renamed = (changed: BinDetail) => {
    setBin(changed);
    toast.success(`The bin is called ${changed.name} now`);
  };
  return (
    <PageFrame account={props.account} nav={<BackToBin bin={bin} />}>
      <h1 className="mb-2 font-semibold text-xl tracking-tight">Bin settings</h1>
      <div className="divide-y">
        <Section title="Name" text="Tells your bins apart. The addresses don't change with it.">
          <RenameBinForm key={bin.name} bin={bin} onRenamed={renamed} />
        </Section>
        <Section title="Capture URL" text="Give this to the sender. It can write and not read.">
          <div className="flex items-center gap-2">
            <code className="wrap-anywhere min-w-0 flex-1 select-all font-mono">
              {bin.captureUrl}
            </code>
            <CopyButton text={bin.captureUrl} label="Copy capture URL" variant="outline" />
          </div>
        </Section>
        <Section
          title="Signature check"
          text={`${bin.signature === null ? "Not checked yet. With a secret, every" : "Every"} request is checked when it arrives; a wrong signature never stops it from being captured.`}
        >
          <SignatureSettingsForm bin={bin} onSaved={setBin} />
          <div className="pt-4 empty:hidden">
            <RecheckBar progress={bin.recheck} />
          </div>
        </Section>
        <Section
          title="Share links"
          text="Read-only. New ones are made with Share, beside the requests."
        >
          <BinShares binId={bin.id} />
        </Section>
        <Section title="Command line" text={COMMAND_LINE_ABOUT}>
          <CommandLineAccess bin={bin} />
        </Section>
        <Section title="Limits" text="Set by whoever runs this server.">
          <LimitsExplained limits={bin.limits} owner={bin.owner} />
        </Section>
        <Section
          title="Delete"
          text="The bin, its requests, deliveries, links and tokens go at once."
        >
          <Button
            id={DELETE_BUTTON_ID}
            variant="outline"
            className="self-start text-destructive hover:bg-destructive/10 hover:text-destructive max-md:w-full"
            onClick={() => setDeleting(true)}
          >
            Delete this bin…
          </Button>
        </Section>
      </div>
      {deleting ? (
        <DeleteBinDialog
          bin={bin}
          onClose={() => setDeleting(false)}
          returnFocusTo={DELETE_BUTTON_ID}
        />
      ) : null}
    </PageFrame>
  );
}

function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="grid gap-x-8 gap-y-3 py-6 md:grid-cols-[13rem_minmax(0,1fr)]"
    >
      <div className="flex flex-col gap-1">
        <h2 className="font-medium">{title}</h2>
        <p className="text-muted-foreground text-xs leading-4.5">{text}</p>
      </div>
      <div className="flex min-w-0 flex-col">{children}</div>
    </section>
  );
}

function BinShares({ binId }: { binId: string }) {
  const { list, reload, revoke } = useShares(binId);
  return <ShareList list={list} reload={reload} revoke={revoke} />;
}
