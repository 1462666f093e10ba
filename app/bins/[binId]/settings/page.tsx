import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BinSettings } from "#components/bins/bin-settings.tsx";
import { pageCaller, pageUser } from "#lib/auth/page-caller.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { getBinDetail } from "#lib/bins/queries.ts";

type Props = { params: Promise<{ binId: string }> };

export const metadata: Metadata = { title: "Bin settings", robots: { index: false } };

export default async function BinSettingsPage({ params }: Props) {
  const caller = await pageCaller();
  const bin = await findOwnedBin(caller, (await params).binId);
  if (!bin) notFound();
  const [detail, account] = await Promise.all([getBinDetail(bin), pageUser(caller)]);
  return <BinSettings bin={detail} account={account} />;
}
