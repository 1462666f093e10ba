"use client";

import { EyeIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { ConnectionStatus } from "#components/realtime/connection-status.tsx";
import { LiveBinProvider, useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { RequestInspector } from "#components/requests/request-inspector.tsx";
import { Logo } from "#components/shell/logo.tsx";
import { ThemeToggle } from "#components/shell/theme-toggle.tsx";
import { useNow } from "#components/shell/use-now.ts";
import type { SharedBin } from "#lib/bins/schema.ts";
import { formatDuration } from "#lib/format.ts";
import type { RequestPage } from "#lib/requests/schema.ts";

const MINUTE_MS = 60_000;
const nothingChanges = () => undefined;

type SharedBinScreenProps = {
  bin: SharedBin;
  shareToken: string;
  /** Null: the link opens the whole bin. */
  requestId: string | null;
  expiresAt: string | null;
  initialPage: RequestPage;
  initialRequestId: string | null;
  nowMs: number;
};

/** What the holder of a share link sees: the same requests, live, with nothing to change. */
export function SharedBinScreen(props: SharedBinScreenProps) {
  const { bin, shareToken, requestId, expiresAt, initialPage, initialRequestId, nowMs } = props;
  return (
    <LiveBinProvider binId={bin.id} shareToken={shareToken} initialPage={initialPage}>
      <LeaveWhenRefused />
      <div className="flex h-dvh flex-col">
        <header className="flex h-12 shrink-0 items-center gap-3 border-b px-4 max-md:h-14 max-md:px-3">
          <Logo />
          <h1 className="min-w-0 truncate font-medium">
            {requestId === null ? bin.name : `One request of ${bin.name}`}
          </h1>
          <div className="flex shrink-0">
            <ConnectionStatus />
          </div>
          <div className="ml-auto">
            <ThemeToggle />
          </div>
        </header>
        <ReadOnlyBanner expiresAt={expiresAt} initialNowMs={nowMs} />
        <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
          <RequestInspector
            bin={null}
            initialRequestId={requestId ?? initialRequestId}
            shareToken={shareToken}
            onBinChanged={nothingChanges}
            emptyState={<NothingShared />}
          />
        </main>
      </div>
    </LiveBinProvider>
  );
}

/** The link was revoked or has expired: the server knows what to show in its place. */
function LeaveWhenRefused() {
  const router = useRouter();
  const refused = useLiveState(({ connection }) => connection.kind === "refused");
  useEffect(() => {
    if (refused) router.refresh();
  }, [refused, router]);
  return null;
}

function ReadOnlyBanner({
  expiresAt,
  initialNowMs,
}: {
  expiresAt: string | null;
  initialNowMs: number;
}) {
  const nowMs = useNow(initialNowMs, MINUTE_MS);
  const leftMs = expiresAt === null ? null : Date.parse(expiresAt) - nowMs;
  const end =
    leftMs === null
      ? "works until revoked"
      : leftMs > 0
        ? `expires in ${formatDuration(leftMs)}`
        : "has expired";
  return (
    <p className="flex shrink-0 items-center gap-2 border-b bg-card px-4 py-1.5 text-muted-foreground text-xs max-md:px-3">
      <EyeIcon className="size-3.5 shrink-0" aria-hidden="true" />
      Read-only · shared link · {end}
    </p>
  );
}

function NothingShared() {
  return (
    <section className="mx-auto flex max-w-md flex-col gap-1 px-4 py-16">
      <h2 className="font-semibold text-base">No requests yet</h2>
      <p className="text-muted-foreground">
        This bin is empty. Requests appear here by themselves as soon as its owner's webhooks
        arrive.
      </p>
    </section>
  );
}
