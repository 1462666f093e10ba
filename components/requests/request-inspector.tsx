"use client";

import Link from "next/link";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLiveBin, useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { writeClipboard } from "#components/shell/copy-button.tsx";
import { MessagePage } from "#components/shell/message-page.tsx";
import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { cn } from "#lib/cn.ts";
import { ArrivalAnnouncer } from "./arrival-announcer.tsx";
import type { BodyView, ViewChoices } from "./body-view-choice.ts";
import { DetailPane } from "./detail-pane.tsx";
import { type InspectorDialog, InspectorDialogs } from "./inspector-dialogs.tsx";
import { ListPane } from "./list-pane.tsx";
import type { DetailTab } from "./request-detail.tsx";
import { neighbourOf } from "./row-order.ts";
import { useCapturedRequest } from "./use-captured-request.ts";
import { useFollow } from "./use-follow.ts";
import { useInspectorKeys } from "./use-inspector-keys.ts";
import { usePreselect } from "./use-preselect.ts";
import { useSelection } from "./use-selection.ts";

type RequestInspectorProps = {
  /** Null for readers of a share link: they can read and nothing else. */
  bin: BinDetail | null;
  initialRequestId: string | null;
  shareToken: string | undefined;
  onBinChanged: (bin: BinDetail) => void;
  /** Shown while the bin holds nothing. */
  emptyState: ReactNode;
};

/** The two panes, list and request; on a phone two screens. */
export function RequestInspector(props: RequestInspectorProps) {
  const { bin, initialRequestId, shareToken, onBinChanged, emptyState } = props;
  const live = useLiveBin();
  const whole = useLiveState((state) => state.list);
  const filter = useLiveState((state) => state.filter);
  const deleted = useLiveState((state) => state.deleted);
  const { rows } = filter?.list ?? whole;

  const selection = useSelection(initialRequestId);
  const [dialog, setDialog] = useState<InspectorDialog | null>(null);
  const [schemeToSet, setSchemeToSet] = useState<string | null>(null);
  const [tab, setTab] = useState<DetailTab>("body");
  const [text, setText] = useState("");
  const [follow, setFollow] = useState(false);
  const choices = useViewChoices();
  const filterInput = useRef<HTMLInputElement>(null);
  const newestId = rows[0]?.id ?? null;
  useFollow(follow, newestId, selection.select);
  usePreselect({ selectedId: selection.id, newestId, preselect: selection.preselect });

  useEffect(() => live.recheckRead(bin?.recheck ?? null), [live, bin]);

  // Another secret makes another verdict: what was read before does not hold any more.
  const version = JSON.stringify(bin?.signature ?? null);
  const { open, retry } = useCapturedRequest(selection.id, shareToken, version);
  // The one before stays on the screen for a moment: what is done is done to the one chosen.
  const request = open?.state === "ready" && open.id === selection.id ? open.request : null;

  const { select, clear } = selection;
  const choose = useCallback(
    (id: string) => {
      setFollow(false);
      setDialog(null);
      select(id);
    },
    [select],
  );
  const back = useCallback(() => {
    setFollow(false);
    clear();
  }, [clear]);
  /** Who does something with the open request stays with it. */
  const openFor = (next: InspectorDialog) => {
    setFollow(false);
    setDialog(next);
  };
  const configure = (scheme: string | null) => {
    setSchemeToSet(scheme);
    setDialog("signature");
  };
  const step = (by: 1 | -1) => {
    const next = neighbourOf(rows, selection.id, by);
    return next === null ? null : () => choose(next);
  };

  useInspectorKeys({
    j: () => step(1)?.(),
    k: () => step(-1)?.(),
    "/": () => filterInput.current?.focus(),
    "?": () => setDialog("help"),
    c: () => bin && void copyCaptureUrl(bin.captureUrl),
    r: () => bin && selection.id !== null && openFor("resend"),
    Escape: () => (selection.id === null ? setText("") : back()),
  });

  if (deleted) return <BinGone />;
  const isEmpty = whole.rows.length === 0 && whole.nextCursor === null && text.trim() === "";
  if (isEmpty && selection.id === null) {
    return (
      <>
        <ArrivalAnnouncer />
        <div className="min-h-0 flex-1 overflow-y-auto">{emptyState}</div>
      </>
    );
  }
  return (
    <>
      <ArrivalAnnouncer />
      <div
        className="flex min-h-0 flex-1"
        data-request-open={selection.id === null ? undefined : ""}
      >
        <ListPane
          filterInput={filterInput}
          text={text}
          onText={setText}
          follow={follow}
          onFollow={setFollow}
          onClearAll={bin === null ? null : () => setDialog("clear")}
          onResendAll={bin === null ? null : () => setDialog("bulk")}
          selectedId={selection.id}
          onSelect={choose}
          className={cn(selection.id !== null && "max-md:hidden")}
        />
        <DetailPane
          open={open}
          selectedId={selection.id}
          tab={tab}
          onTab={setTab}
          query={text.trim()}
          choices={choices}
          shareToken={shareToken}
          owner={
            bin && {
              captureUrl: bin.captureUrl,
              signature: { bin, configure, onBinChanged },
              open: choose,
              resend: () => openFor("resend"),
              lab: () => openFor("lab"),
              share: () => openFor("share"),
              remove: () => openFor("delete"),
            }
          }
          newer={step(-1)}
          older={step(1)}
          onBack={back}
          onRetry={retry}
          className={cn(selection.id === null && "max-md:hidden")}
        />
        <InspectorDialogs
          open={dialog}
          schemeToSet={schemeToSet}
          bin={bin}
          request={request}
          q={text.trim()}
          onClose={() => setDialog(null)}
          onBinChanged={onBinChanged}
          onSent={() => setTab("deliveries")}
          onCleared={(pinnedToo) => {
            const stays = !pinnedToo && rows.some((row) => row.id === selection.id && row.pinned);
            if (!stays) clear();
          }}
          onDeleted={(id) => {
            const next = neighbourOf(rows, id, 1) ?? neighbourOf(rows, id, -1);
            if (next === null) back();
            else choose(next);
            live.removed({ binId: bin?.id ?? "", ids: [id] });
          }}
        />
      </div>
    </>
  );
}

/** Remembers how the reader likes each kind of body to be shown. */
function useViewChoices(): ViewChoices {
  const [chosen, setChosen] = useState<ViewChoices["chosen"]>({});
  return useMemo(
    () => ({
      chosen,
      choose: (kind, view: BodyView) => setChosen((known) => ({ ...known, [kind]: view })),
    }),
    [chosen],
  );
}

async function copyCaptureUrl(captureUrl: string): Promise<void> {
  if (await writeClipboard(captureUrl)) toast.success("The capture URL is in the clipboard");
  else toast.error("The browser refused the clipboard");
}

function BinGone() {
  return (
    <MessagePage
      title="This bin was deleted"
      actions={
        <Button asChild>
          <Link href="/">Open another bin</Link>
        </Button>
      }
    >
      <p>Its requests are gone and its address captures nothing any more.</p>
    </MessagePage>
  );
}
