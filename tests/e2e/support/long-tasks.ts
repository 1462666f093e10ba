import type { Page } from "@playwright/test";

/** Counts from now on how long the page's main thread was held up at a time. */
export async function watchLongTasks(page: Page): Promise<{ longestMs: () => Promise<number> }> {
  const longest = await page.evaluateHandle(() => {
    const found = { ms: 0 };
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) found.ms = Math.max(found.ms, task.duration);
    }).observe({ type: "longtask" });
    return found;
  });
  return {
    longestMs: async () => {
      // Entries are handed over when the page is idle, which it is after two frames.
      await page.evaluate(
        () => new Promise((idle) => requestIdleCallback(idle, { timeout: 1000 })),
      );
      return longest.evaluate(({ ms }) => ms);
    },
  };
}

/** Milliseconds of the main thread's own time, other processes left out, that an action takes. */
export async function mainThreadMs(page: Page, act: () => Promise<void>): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const taken = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  };
  const before = await taken();
  await act();
  const after = await taken();
  await devtools.detach();
  return (after - before) * 1000;
}
