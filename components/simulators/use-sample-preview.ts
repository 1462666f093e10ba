import { useEffect, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import type { SamplePreview } from "#lib/simulators/schema.ts";
import type { Loaded } from "./use-providers.ts";

/** The request of a provider's event as it would be sent to the bin; read anew for each event. */
export function useSamplePreview(
  binId: string,
  provider: string,
  event: string,
): Loaded<SamplePreview> {
  const path = `/simulators/${provider}/${event}?binId=${binId}`;
  const [read, setRead] = useState<{ path: string; loaded: Loaded<SamplePreview> } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const settle = (loaded: Loaded<SamplePreview>) => setRead({ path, loaded });
    api
      .get<SamplePreview>(path, { signal: controller.signal })
      .then((value) => settle({ state: "ready", value }))
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        settle({ state: "failed", message: errorMessage(error) });
      });
    return () => controller.abort();
  }, [path]);
  return read?.path === path ? read.loaded : { state: "loading" };
}
