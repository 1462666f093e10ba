import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TargetsScreen } from "#components/delivery/targets/targets-screen.tsx";
import { pageCaller, pageUser } from "#lib/auth/page-caller.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { getBinDetail } from "#lib/bins/queries.ts";

type Props = { params: Promise<{ binId: string }> };

export const metadata: Metadata = { title: "Targets", robots: { index: false } };

export default async function TargetsPage({ params }: Props) {
  const caller = await pageCaller();
  const bin = await findOwnedBin(caller, (await params).binId);
  if (!bin) notFound();
  const [detail, account] = await Promise.all([getBinDetail(bin), pageUser(caller)]);
  return <TargetsScreen bin={detail} account={account} />;
}
