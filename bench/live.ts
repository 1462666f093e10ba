import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { openInspector, withBrowser } from "./browser.ts";
import { percentileOf } from "./histogram.ts";
import type { BenchOptions, Measurement } from "./measurement.ts";
import { withServer } from "./servers.ts";

const run = promisify(execFile);
const PACES_PER_SECOND = [100, 1_000];
const WARM_UP_SECONDS = 3;
const SEEN_WITHIN_MS = 10_000;
const MAX_REPORT_BYTES = 64 * 1024 * 1024;

type Sent = [id: string, sentAtMs: number];
/** When the list first showed this request or a newer one. */
type Seen = [newestId: string, atMs: number];

const sentSchema = z.array(z.tuple([z.string(), z.number()]));

/**
 * From the moment a sender starts to send until the list in a real Chromium has the request's row.
 * A list draws what is in view: at a high pace a request may come and go between two frames, and
 * counts as shown when a newer one is.
 */
export async function measureLive(options: BenchOptions): Promise<Measurement[]> {
  return withServer({}, (bench) =>
    withBrowser(bench, async (page) => {
      await openInspector(page, bench);
      await send(bench.bin.captureUrl, 100, WARM_UP_SECONDS);
      const measurements: Measurement[] = [];
      for (const perSecond of PACES_PER_SECOND) {
        await startWatching(page);
        const sent = await send(bench.bin.captureUrl, perSecond, options.seconds);
        const seen = await stopWatching(page, sent);
        measurements.push(...summarize(perSecond, latencies(sent, seen)));
      }
      return measurements;
    }),
  );
}

async function send(url: string, perSecond: number, seconds: number): Promise<Sent[]> {
  const script = join(import.meta.dirname, "paced-sender.ts");
  const args = [script, url, String(perSecond), String(seconds)];
  const { stdout } = await run(process.execPath, args, { maxBuffer: MAX_REPORT_BYTES });
  return sentSchema.parse(JSON.parse(stdout));
}

/** Notes in the page, after each change of the document, the newest id that is in the list. */
async function startWatching(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: [string, number][] = [];
    let newest = "";
    const note = () => {
      const before = newest;
      for (const row of document.querySelectorAll("[data-request-id]")) {
        const id = row.getAttribute("data-request-id") ?? "";
        if (id > newest) newest = id;
      }
      if (newest > before) seen.push([newest, performance.timeOrigin + performance.now()]);
    };
    note();
    const observer = new MutationObserver(note);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { seen, stopSeeing: () => observer.disconnect() });
  });
}

/** Waits until the last request was seen, and returns everything that was noted. */
async function stopWatching(page: Page, sent: readonly Sent[]): Promise<Seen[]> {
  const lastId = sent.reduce((last, [id]) => (id > last ? id : last), "");
  await page.waitForFunction(
    (id) => (Reflect.get(window, "seen") as Seen[]).some(([newest]) => newest >= id),
    lastId,
    { timeout: SEEN_WITHIN_MS },
  );
  return page.evaluate(() => {
    Reflect.get(window, "stopSeeing")();
    return Reflect.get(window, "seen") as Seen[];
  });
}

function latencies(sent: readonly Sent[], seen: readonly Seen[]): number[] {
  const inOrder = [...sent].sort(([a], [b]) => (a < b ? -1 : 1));
  let at = 0;
  return inOrder.map(([id, sentAtMs]) => {
    while (at < seen.length - 1 && (seen[at]?.[0] ?? "") < id) at += 1;
    return (seen[at]?.[1] ?? Number.POSITIVE_INFINITY) - sentAtMs;
  });
}

function summarize(perSecond: number, latenciesMs: readonly number[]): Measurement[] {
  const name = `send → DOM at ${perSecond.toLocaleString("en")}/s`;
  return [
    { name: `${name}: p50`, value: percentileOf(latenciesMs, 50), unit: "ms" },
    {
      name: `${name}: p99`,
      value: percentileOf(latenciesMs, 99),
      unit: "ms",
      note: `${latenciesMs.length.toLocaleString("en")} requests, slowest ${Math.max(...latenciesMs).toFixed(0)} ms`,
      ...(perSecond === 1_000 ? { target: { atMost: 100 } } : {}),
    },
  ];
}
