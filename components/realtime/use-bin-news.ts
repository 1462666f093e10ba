import { useEffect, useRef } from "react";
import { watchBin } from "./watch-bin.ts";

/** News come in bursts: the callback is called at most this often. */
const TELL_EVERY_MS = 1_000;
/** What a lost push would have told is asked for this often, while the page is in sight. */
const ASK_AGAIN_MS = 15_000;

/** Calls back when something of a bin may have changed: for pages that read what they show again. */
export function useBinNews(binId: string | null, onNews: () => void): void {
  const latest = useRef(onNews);
  useEffect(() => {
    latest.current = onNews;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        latest.current();
      }, TELL_EVERY_MS);
    };
    const interval = setInterval(() => {
      if (document.visibilityState === "visible") tell();
    }, ASK_AGAIN_MS);
    const stop =
      binId === null
        ? () => {}
        : watchBin({
            binId,
            shareToken: undefined,
            onBinUpdated: tell,
            live: {
              ...{
                since: () => null,
                connectionChanged: () => {},
                captured: () => {},
                checked: () => {},
              },
              ...{ removed: () => {}, caughtUp: tell, deliveryUpdated: tell, binDeleted: tell },
            },
          });
    return () => {
      clearTimeout(timer);
      clearInterval(interval);
      stop();
    };
  }, [binId]);
}
