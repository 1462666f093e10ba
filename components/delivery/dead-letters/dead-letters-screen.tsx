"use client";

import Link from "next/link";
import { useState } from "react";
import { BackToBin } from "#components/bins/back-to-bin.tsx";
import { useTargets } from "#components/delivery/targets/use-targets.ts";
import { useBinNews } from "#components/realtime/use-bin-news.ts";
import { Working } from "#components/requests/body-notice.tsx";
import type { AccountName } from "#components/shell/account-menu.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { ProblemWithRetry } from "#components/shell/problem-with-retry.tsx";
import { Button } from "#components/ui/button.tsx";
import { DeadLetterFilterBar } from "./dead-letter-filter-bar.tsx";
import { DeadLetterRow } from "./dead-letter-row.tsx";
import { RedriveBar } from "./redrive-bar.tsx";
import { type DeadLetterFilter, useDeadLetters } from "./use-dead-letters.ts";
import { useRedrive } from "./use-redrive.ts";

type NamedBin = { id: string; name: string };

/** Deliveries that ran out of attempts: why, and what to do about them. */
export function DeadLettersScreen(props: {
  /** Null: of all the reader's bins. */
  bin: NamedBin | null;
  bins: readonly NamedBin[];
  account: AccountName;
}) {
  const { bin, bins, account } = props;
  const [filter, setFilter] = useState<DeadLetterFilter>({ reason: null, targetId: null });
  const letters = useDeadLetters(bin?.id ?? null, filter);
  const { page, items, problem, reload } = letters;
  const { targets: saved, reload: reloadTargets } = useTargets(bin?.id ?? null);
  const targets = saved ?? [];
  const readAgain = () => {
    reload();
    reloadTargets();
  };
  const redrive = useRedrive(readAgain);
  useBinNews(bin?.id ?? null, readAgain);
  const names = new Map(bins.map(({ id, name }) => [id, name]));
  const total = page?.total ?? 0;

  return (
    <PageFrame account={account} nav={bin === null ? undefined : <BackToBin bin={bin} />}>
      <h1 className="font-semibold text-xl tracking-tight">Dead letters</h1>
      <p className="mt-1 max-w-prose text-muted-foreground">
        Deliveries that ran out of attempts{bin === null ? ", in all your bins" : ""}. They stay
        until they are sent again or dismissed
        {page === null
          ? "."
          : `: up to ${page.maxPerBin.toLocaleString("en")} for each bin, beyond that the oldest go.`}
      </p>
      {bin === null ? null : (
        <Link
          href="/dead-letters"
          prefetch={false}
          className="text-link underline-offset-4 hover:underline"
        >
          Dead letters of all your bins
        </Link>
      )}
      {problem === null ? null : (
        <ProblemWithRetry problem={problem} onRetry={reload} className="mt-4" />
      )}
      {page === null && problem === null ? <Working>Reading the dead letters…</Working> : null}
      {page !== null && total === 0 ? (
        <p className="mt-8">Nothing is dead. Deliveries that run out of attempts show up here.</p>
      ) : null}
      {page !== null && total > 0 ? (
        <>
          <DeadLetterFilterBar
            groups={page.groups}
            total={total}
            filter={filter}
            onFilter={setFilter}
            targets={targets}
          />
          <RedriveBar
            binId={bin?.id ?? null}
            page={page}
            filter={filter}
            targets={targets}
            busy={redrive.busy}
            onSend={(which) => redrive.send(bin?.id ?? null, which)}
          />
          <ol
            aria-label="Dead deliveries, newest first"
            className="mt-4 divide-y border-y empty:hidden"
          >
            {items?.map((letter) => (
              <DeadLetterRow
                key={letter.id}
                letter={letter}
                binName={bin === null ? (names.get(letter.binId) ?? null) : null}
                busy={redrive.busy}
                onRedrive={() => redrive.send(letter.binId, { ids: [letter.id] })}
                onCancel={() => redrive.cancel(letter.id)}
              />
            ))}
          </ol>
          {items === null && problem === null ? <Working>Reading the dead letters…</Working> : null}
          {items?.length === 0 ? <p className="mt-4">None of them match.</p> : null}
          {letters.loadOlder === null ? null : (
            <Button
              variant="outline"
              className="mt-4"
              aria-disabled={letters.loadingOlder}
              onClick={letters.loadOlder}
            >
              {letters.loadingOlder ? "Reading…" : "Show older ones"}
            </Button>
          )}
        </>
      ) : null}
    </PageFrame>
  );
}
