"use client";

import type { ReactNode } from "react";
import { LineageLine } from "#components/delivery/lineage-line.tsx";
import { loadPart } from "#components/shell/load-late.tsx";
import { LiveRecheckBar } from "#components/signatures/recheck-progress.tsx";
import type { SignatureOwner } from "#components/signatures/signature-owner.ts";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs.tsx";
import { parseFormFields } from "#lib/inspection/form-fields.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { Working } from "./body-notice.tsx";
import { BodyTab } from "./body-tab.tsx";
import type { ViewChoices } from "./body-view-choice.ts";
import { HeadersTab } from "./headers-tab.tsx";
import { QueryTab } from "./query-tab.tsx";
import { RawTab } from "./raw-tab.tsx";
import { RequestHeading } from "./request-heading.tsx";
import type { OwnerActions } from "./request-toolbar.tsx";

const loading = <Working>Loading…</Working>;
/** With it comes the table of every scheme. */
const SignatureTab = loadPart(
  () => import("#components/signatures/signature-tab.tsx").then((module) => module.SignatureTab),
  loading,
);
const DeliveriesTab = loadPart(
  () => import("#components/delivery/deliveries-tab.tsx").then((module) => module.DeliveriesTab),
  loading,
);

const TABS = ["body", "headers", "query", "raw", "signature", "deliveries"] as const;

/** The parts of a request, one shown at a time. */
export type DetailTab = (typeof TABS)[number];

/** What only the owner can do and see. */
export type OwnerView = OwnerActions & {
  captureUrl: string;
  signature: SignatureOwner;
  /** Opens another request of the bin. */
  open: (requestId: string) => void;
};

type RequestDetailProps = {
  request: CapturedRequest;
  /** It was deleted or has left the ring since it was read. */
  gone: boolean;
  tab: DetailTab;
  onTab: (tab: DetailTab) => void;
  query: string;
  choices: ViewChoices;
  shareToken: string | undefined;
  /** Null for readers of a share link. */
  owner: OwnerView | null;
  onDownload: () => void;
};

/** One captured request with its tabs. */
export function RequestDetail(props: RequestDetailProps) {
  const { request, gone, query, choices, shareToken, owner } = props;
  const isShown = (tab: DetailTab) => tab !== "deliveries" || owner !== null;
  const tab = isShown(props.tab) ? props.tab : "body";
  return (
    <article
      aria-label={`Request ${request.method} ${request.path}`}
      className="flex min-h-0 flex-1 flex-col"
    >
      {gone ? (
        <p role="status" className="shrink-0 border-b bg-card px-4 py-2 text-warning max-md:px-3">
          This request is no longer stored: it was deleted, or newer ones took its place. It stays
          here until you leave it.
        </p>
      ) : null}
      <RequestHeading request={request} query={query} />
      {owner === null ? null : (
        <LineageLine key={request.id} requestId={request.id} onOpen={owner.open} />
      )}
      <Tabs
        value={tab}
        onValueChange={(value) => {
          const next = TABS.find((candidate) => candidate === value);
          if (next) props.onTab(next);
        }}
        className="min-h-0 flex-1"
      >
        <TabsList aria-label="Parts of the request" className="px-2">
          <TabsTrigger value="body">Body</TabsTrigger>
          <TabsTrigger value="headers">
            Headers <Count of={request.headers.length} />
          </TabsTrigger>
          <TabsTrigger value="query">
            Query <Count of={parseFormFields(request.query).length} />
          </TabsTrigger>
          <TabsTrigger value="raw">Raw</TabsTrigger>
          <TabsTrigger value="signature">Signature</TabsTrigger>
          {owner === null ? null : <TabsTrigger value="deliveries">Deliveries</TabsTrigger>}
        </TabsList>
        <Panel value="body">
          <BodyTab
            key={request.id}
            request={request}
            shareToken={shareToken}
            query={query}
            choices={choices}
            onDownload={props.onDownload}
          />
        </Panel>
        <Panel value="headers">
          <HeadersTab request={request} query={query} />
        </Panel>
        <Panel value="query">
          <QueryTab request={request} query={query} />
        </Panel>
        <Panel value="raw">
          <RawTab key={request.id} request={request} shareToken={shareToken} query={query} />
        </Panel>
        <Panel value="signature">
          <div className="flex h-full flex-col">
            <LiveRecheckBar className="px-4 py-1.5 max-md:px-3" />
            <SignatureTab request={request} owner={owner?.signature ?? null} />
          </div>
        </Panel>
        {owner === null ? null : (
          <Panel value="deliveries">
            <DeliveriesTab key={request.id} request={request} onResend={owner.resend} />
          </Panel>
        )}
      </Tabs>
    </article>
  );
}

function Panel({ value, children }: { value: DetailTab; children: ReactNode }) {
  return (
    <TabsContent value={value} className="min-h-0 overflow-hidden">
      {children}
    </TabsContent>
  );
}

function Count({ of }: { of: number }) {
  return of === 0 ? null : (
    <span className="rounded-sm bg-secondary px-1 text-muted-foreground text-xs tabular-nums">
      {of.toLocaleString("en")}
    </span>
  );
}
