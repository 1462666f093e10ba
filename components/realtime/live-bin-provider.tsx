"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { api } from "#components/api.ts";
import type { Delivery } from "#lib/delivery/schema.ts";
import type { RequestPage } from "#lib/requests/schema.ts";
import { createLiveBin, type LiveBin, type LiveBinState } from "./live-bin.ts";
import { watchBin } from "./watch-bin.ts";

type LiveBinProviderProps = {
  binId: string;
  initialPage: RequestPage;
  shareToken?: string | undefined;
  /** Called, at most twice a second, when the bin's settings or counts may have changed. */
  onBinUpdated?: (() => void) | undefined;
  children: ReactNode;
};

const PAGE_ROWS = 100;
/** Hidden tabs paint no frames; what arrives is applied after this long all the same. */
const UNPAINTED_MS = 250;
const TELL_EVERY_MS = 500;

const LiveBinContext = createContext<LiveBin | null>(null);

/** Keeps a bin's requests live for everything inside. */
export function LiveBinProvider(props: LiveBinProviderProps) {
  return <KeyedProvider key={props.binId} {...props} />;
}

function KeyedProvider(props: LiveBinProviderProps) {
  const { binId, initialPage, shareToken, onBinUpdated, children } = props;
  const tellBin = useThrottled(onBinUpdated, TELL_EVERY_MS);
  const [live] = useState(() =>
    createLiveBin({
      initialPage,
      loadPage: ({ cursor, q }) => loadPage(binId, shareToken, cursor, q),
      onNextFrame,
      onChanged: tellBin,
    }),
  );
  const onUpdated = useThrottled(() => {
    tellBin();
    void live.refresh();
  }, TELL_EVERY_MS);
  useEffect(
    () => watchBin({ live, binId, shareToken, onBinUpdated: onUpdated }),
    [live, binId, shareToken, onUpdated],
  );
  return <LiveBinContext value={live}>{children}</LiveBinContext>;
}

/** The live bin around this component. */
export function useLiveBin(): LiveBin {
  const live = useContext(LiveBinContext);
  if (!live) throw new Error("useLiveBin needs a LiveBinProvider around it");
  return live;
}

/** One part of the live bin's state; renders again only when that part changes. */
export function useLiveState<Part>(select: (state: LiveBinState) => Part): Part {
  const live = useLiveBin();
  const read = () => select(live.getState());
  return useSyncExternalStore(live.subscribe, read, read);
}

/** Calls `listener` for every change of a delivery of this bin. */
export function useDeliveryUpdates(listener: (delivery: Delivery) => void): void {
  const live = useLiveBin();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => live.onDelivery((delivery) => latest.current(delivery)), [live]);
}

function loadPage(
  binId: string,
  shareToken: string | undefined,
  cursor: string | null,
  q: string | null,
): Promise<RequestPage> {
  const query = new URLSearchParams({ limit: String(PAGE_ROWS) });
  if (cursor !== null) query.set("cursor", cursor);
  if (q !== null) query.set("q", q);
  return api.get<RequestPage>(`/bins/${binId}/requests?${query}`, { shareToken });
}

function onNextFrame(callback: () => void): void {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    callback();
  };
  requestAnimationFrame(once);
  setTimeout(once, UNPAINTED_MS);
}

/** A function that never changes and calls the newest `callback` at most once per `everyMs`, at its end. */
function useThrottled(callback: (() => void) | undefined, everyMs: number): () => void {
  const latest = useRef(callback);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = callback;
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return useCallback(() => {
    if (timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      latest.current?.();
    }, everyMs);
  }, [everyMs]);
}
