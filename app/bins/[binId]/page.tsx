import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BinScreen } from "#components/bins/bin-screen.tsx";
import { pageCaller, pageUser } from "#lib/auth/page-caller.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { getBinDetail, listBins } from "#lib/bins/queries.ts";
import { isUuid } from "#lib/ids.ts";
import { listRequests } from "#lib/requests/queries.ts";

const PAGE_SIZE = 50;

type Props = {
  params: Promise<{ binId: string }>;
  searchParams: Promise<{ request?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const bin = await findOwnedBin(await pageCaller(), (await params).binId);
  return { title: bin?.name ?? "No such bin", robots: { index: false } };
}

/** The inspector of one bin; `?request=<id>` opens one of its requests. */
export default async function BinPage({ params, searchParams }: Props) {
  const { binId } = await params;
  const { request } = await searchParams;
  const caller = await pageCaller();
  const bin = await findOwnedBin(caller, binId);
  if (!bin) notFound();
  const [detail, bins, initialPage, account] = await Promise.all([
    getBinDetail(bin),
    listBins(caller),
    listRequests({ binId, limit: PAGE_SIZE }),
    pageUser(caller),
  ]);
  return (
    <BinScreen
      key={binId}
      bin={detail}
      bins={bins}
      initialPage={initialPage}
      initialRequestId={typeof request === "string" && isUuid(request) ? request : null}
      account={account}
      nowMs={Date.now()}
    />
  );
}
