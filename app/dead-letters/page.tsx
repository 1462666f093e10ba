import type { Metadata } from "next";
import { DeadLettersScreen } from "#components/delivery/dead-letters/dead-letters-screen.tsx";
import { pageCaller, pageUser } from "#lib/auth/page-caller.ts";
import { listBins } from "#lib/bins/queries.ts";

export const metadata: Metadata = { title: "Dead letters", robots: { index: false } };

/** Of all the reader's bins. */
export default async function DeadLettersPage() {
  const caller = await pageCaller();
  const [bins, account] = await Promise.all([listBins(caller), pageUser(caller)]);
  const named = bins.map(({ id, name }) => ({ id, name }));
  return <DeadLettersScreen bin={null} bins={named} account={account} />;
}
