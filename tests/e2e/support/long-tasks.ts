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
