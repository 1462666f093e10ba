import { redirect } from "next/navigation";
import { OpenFirstBin } from "#components/bins/open-first-bin.tsx";
import { pageCaller } from "#lib/auth/page-caller.ts";
import { listBins } from "#lib/bins/queries.ts";

/** Opens the bin used last; a newcomer gets one made. */
export default async function HomePage() {
  const [newest] = await listBins(await pageCaller());
  if (newest) redirect(`/bins/${newest.id}`);
  return (
    <>
      <OpenFirstBin />
      <noscript>
        <p className="fixed inset-x-0 bottom-0 border-t bg-card p-4">
          Hookglass shows requests as they arrive, for which it needs JavaScript. Without it, make a
          bin by <code>POST /api/v1/bins</code> and read it at{" "}
          <code>/api/v1/bins/:id/requests</code>.
        </p>
      </noscript>
    </>
  );
}
