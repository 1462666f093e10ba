import type { Metadata } from "next";
import { headers } from "next/headers";
import { SharedBinScreen } from "#components/sharing/shared-bin-screen.tsx";
import { UnlockShareForm } from "#components/sharing/unlock-share-form.tsx";
import { MessagePage } from "#components/shell/message-page.tsx";
import { isUuid } from "#lib/ids.ts";
import { listRequests } from "#lib/requests/queries.ts";
import { resolveShare } from "#lib/sharing/access.ts";

const PAGE_SIZE = 50;

// The address is a key: it must not be indexed, nor told to the sites that a payload links to.
export const metadata: Metadata = {
  title: "Shared requests",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ request?: string | string[] }>;
};

/** A bin or one of its requests through a share link: read-only and live. */
export default async function SharedPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { request } = await searchParams;
  const share = await resolveShare(token, (await headers()).get("cookie"));
  if (share.state === "gone") {
    return (
      <MessagePage title="This link no longer works">
        <p>
          It has expired, was revoked, or was not copied whole. Ask whoever sent it for a new one.
        </p>
      </MessagePage>
    );
  }
  if (share.state === "password") {
    return (
      <MessagePage title="This link has a password">
        <p>Whoever sent you the link can tell you.</p>
        <UnlockShareForm token={token} />
      </MessagePage>
    );
  }
  const { bin, requestId, redact, expiresAt } = share;
  return (
    <SharedBinScreen
      bin={bin}
      shareToken={token}
      requestId={requestId}
      expiresAt={expiresAt}
      initialPage={
        await listRequests({ binId: bin.id, limit: PAGE_SIZE, share: { requestId, redact } })
      }
      initialRequestId={typeof request === "string" && isUuid(request) ? request : null}
      nowMs={Date.now()}
    />
  );
}
