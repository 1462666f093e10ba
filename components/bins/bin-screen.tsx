"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useDeadLetterCount } from "#components/delivery/dead-letters/use-dead-letter-count.ts";
import { ConnectionStatus } from "#components/realtime/connection-status.tsx";
import { LiveBinProvider } from "#components/realtime/live-bin-provider.tsx";
import { RequestInspector } from "#components/requests/request-inspector.tsx";
import type { AccountName } from "#components/shell/account-menu.tsx";
import type { BinDetail, BinSummary } from "#lib/bins/schema.ts";
import type { RequestPage } from "#lib/requests/schema.ts";
import { type BinDialog, BinDialogs } from "./bin-dialogs.tsx";
import { BinHeader } from "./bin-header.tsx";
import { BinSwitcher } from "./bin-switcher.tsx";
import { CaptureUrlBar } from "./capture-url-bar.tsx";
import { RefusalsNotice } from "./refusals-notice.tsx";
import { SendMenu } from "./send-menu.tsx";
import { useBinDetail } from "./use-bin-detail.ts";

// Most bins hold something, and their readers need none of this.
const FirstRequest = dynamic(
  () => import("./first-request.tsx").then((module) => module.FirstRequest),
  { loading: () => null },
);

type BinScreenProps = {
  bin: BinDetail;
  /** All of the caller's bins, this one among them. */
  bins: BinSummary[];
  initialPage: RequestPage;
  initialRequestId: string | null;
  account: AccountName;
  /** The server's time, so that both sides first say the same "in 6 d". */
  nowMs: number;
};

/** The inspector of one's own bin: header, capture URL, limits and the live requests. */
export function BinScreen(props: BinScreenProps) {
  const { bins, initialPage, initialRequestId, account, nowMs } = props;
  const { bin, refresh, replace } = useBinDetail(props.bin);
  const [dialog, setDialog] = useState<BinDialog | null>(null);
  const { id, captureUrl } = bin;
  const onChooseSample = () => setDialog("sample");
  const sending = { binId: id, captureUrl, onSent: refresh, onChooseSample };
  // Whatever changed the bin's numbers may have changed this one.
  const deadLetters = useDeadLetterCount(id, bin);

  return (
    <LiveBinProvider binId={id} initialPage={initialPage} onBinUpdated={refresh}>
      <div className="flex h-dvh flex-col">
        <BinHeader
          binId={id}
          account={account}
          switcher={
            <BinSwitcher
              bin={bin}
              bins={bins}
              onRename={() => setDialog("rename")}
              onCommandLine={() => setDialog("command-line")}
              onDelete={() => setDialog("delete")}
            />
          }
          status={<ConnectionStatus />}
          send={<SendMenu {...sending} />}
          deadLetters={deadLetters}
          onShare={() => setDialog("share")}
        />
        <main
          id="main"
          tabIndex={-1}
          className="group/main flex min-h-0 flex-1 flex-col outline-none"
        >
          <h1 className="sr-only">Bin {bin.name}</h1>
          <CaptureUrlBar bin={bin} initialNowMs={nowMs} />
          <RefusalsNotice refusals={bin.refusals} limits={bin.limits} initialNowMs={nowMs} />
          <RequestInspector
            bin={bin}
            initialRequestId={initialRequestId}
            shareToken={undefined}
            onBinChanged={replace}
            emptyState={<FirstRequest {...sending} />}
          />
        </main>
        <BinDialogs
          open={dialog}
          bin={bin}
          onChanged={replace}
          onSampleSent={refresh}
          onClose={() => setDialog(null)}
        />
      </div>
    </LiveBinProvider>
  );
}
