import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeadLettersScreen } from "#components/delivery/dead-letters/dead-letters-screen.tsx";
import { pageCaller, pageUser } from "#lib/auth/page-caller.ts";
import { findOwnedBin } from "#lib/bins/access.ts";

type Props = { params: Promise<{ binId: string }> };

export const metadata: Metadata = { title: "Dead letters", robots: { index: false } };

export default async function BinDeadLettersPage({ params }: Props) {
  const caller = await pageCaller();
  const bin = await findOwnedBin(caller, (await params).binId);
  if (!bin) notFound();
  const named = { id: bin.id, name: bin.name };
  return <DeadLettersScreen bin={named} bins={[named]} account={await pageUser(caller)} />;
}
