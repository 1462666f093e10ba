import { useCallback, useEffect, useRef, useState } from "react";
import { api, errorMessage } from "#components/api.ts";

/** What an API path answers; `data` null until first read. `problem`: the last reading failed. */
export type Reading<Data> = {
  data: Data | null;
  problem: string | null;
  reload: () => void;
  change: (to: (data: Data) => Data) => void;
};

/** Reads a path of the API, and again when asked to: one reading at a time. Null: nothing to read. */
export function useReading<Data>(path: string | null): Reading<Data> {
  const [state, setState] = useState<{ path: string | null; data: Data | null }>({
    path,
    data: null,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const ask = useRef<() => void>(() => {});

  useEffect(() => {
    if (path === null) return;
    const { signal, abort } = controllerOf();
    let asked = 0;
    const read = async () => {
      asked += 1;
      if (asked > 1) return;
      while (asked > 0 && !signal.aborted) {
        asked = 1;
        await api.get<Data>(path, { signal }).then(
          (data) => {
            if (signal.aborted) return;
            setState({ path, data });
            setProblem(null);
          },
          (error: unknown) => {
            if (!signal.aborted) setProblem(errorMessage(error));
          },
        );
        asked -= 1;
      }
    };
    ask.current = () => void read();
    void read();
    return abort;
  }, [path]);

  const reload = useCallback(() => ask.current(), []);
  const change = useCallback(
    (to: (data: Data) => Data) =>
      setState((known) => (known.data === null ? known : { ...known, data: to(known.data) })),
    [],
  );
  // Of another path is not what was asked for.
  return { data: state.path === path ? state.data : null, problem, reload, change };
}

function controllerOf() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
