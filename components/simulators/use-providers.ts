import { useEffect, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import type { ProviderSummary } from "#lib/simulators/schema.ts";

/** What is being read: not there yet, there, or why it can't be had. */
export type Loaded<Value> =
  | { state: "loading" }
  | { state: "ready"; value: Value }
  | { state: "failed"; message: string };

/** Every provider that can be simulated. */
export function useProviders(): Loaded<ProviderSummary[]> {
  const [loaded, setLoaded] = useState<Loaded<ProviderSummary[]>>({ state: "loading" });
  useEffect(() => {
    const controller = new AbortController();
    api
      .get<{ items: ProviderSummary[] }>("/simulators", { signal: controller.signal })
      .then(({ items }) => setLoaded({ state: "ready", value: items }))
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        setLoaded({ state: "failed", message: errorMessage(error) });
      });
    return () => controller.abort();
  }, []);
  return loaded;
}
