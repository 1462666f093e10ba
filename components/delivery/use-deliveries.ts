import { useCallback, useEffect, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { useDeliveryUpdates, useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { type Delivery, isUnderWay } from "#lib/delivery/schema.ts";
import { mergeDeliveries } from "./merge-deliveries.ts";

/** The deliveries of a request; null until first read. `problem`: the last reading failed. */
export type Deliveries = {
  items: readonly Delivery[] | null;
  problem: string | null;
  reload: () => void;
  /** Puts in what a call about one of them answered. */
  put: (delivery: Delivery) => void;
};

/** Pushes may be lost: what is under way is asked for again this often. */
const ASK_AGAIN_MS = 5_000;

/** Reads a request's deliveries and keeps them live: pushed, and read again after every gap. */
export function useDeliveries(requestId: string): Deliveries {
  const [items, setItems] = useState<readonly Delivery[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [reading, setReading] = useState(0);
  const isLive = useLiveState((state) => state.connection.kind === "live");
  const take = useCallback(
    (news: Delivery[]) => setItems((known) => mergeDeliveries(known ?? [], news)),
    [],
  );

  useDeliveryUpdates((delivery) => {
    if (delivery.requestId === requestId) take([delivery]);
  });

  // Reads again at every change of `isLive`, and when asked to.
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    api.get<{ items: Delivery[] }>(`/requests/${requestId}/deliveries`, { signal }).then(
      ({ items: read }) => {
        take(read);
        setProblem(null);
      },
      (error: unknown) => {
        if (!signal.aborted) setProblem(errorMessage(error));
      },
    );
    return () => controller.abort();
  }, [requestId, isLive, reading, take]);

  const underWay = (items ?? []).filter(isUnderWay).map(({ id }) => id);
  useAskAgain(underWay.join(), take);

  const put = (delivery: Delivery) =>
    setItems(
      (known) => known?.map((other) => (other.id === delivery.id ? delivery : other)) ?? null,
    );
  return { items, problem, reload: () => setReading((count) => count + 1), put };
}

/** Asks for the named deliveries every few seconds until there are none; `ids` are comma-separated. */
function useAskAgain(ids: string, take: (news: Delivery[]) => void): void {
  useEffect(() => {
    if (ids === "") return;
    const controller = new AbortController();
    const { signal } = controller;
    const ask = (id: string) =>
      api.get<Delivery>(`/deliveries/${id}`, { signal }).then(
        (delivery) => take([delivery]),
        // Asked again soon.
        () => {},
      );
    const timer = setInterval(() => ids.split(",").map(ask), ASK_AGAIN_MS);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [ids, take]);
}
