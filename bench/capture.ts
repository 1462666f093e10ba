import { setTimeout as pause } from "node:timers/promises";
import { type Histogram, mergeHistograms, percentile } from "./histogram.ts";
import { chooseGenerator, type LoadGenerator } from "./load-generator.ts";
import type { BenchOptions, Measurement } from "./measurement.ts";
import { type BenchServer, withBareEcho, withServer } from "./servers.ts";

const ROUNDS = 5;
const WARM_UP_SECONDS = 5;
/** Trimming and vacuum go on for a while after a load; the echo is not to pay for them. */
const SETTLE_MS = 2_000;

/** What was said beforehand, by the number of connections. */
const MIN_RATIO: Record<number, number> = { 64: 0.35, 256: 0.35 };
const MAX_P99_MS: Record<number, number> = { 64: 40 };

type Slice = { capturesPerSecond: number; echoesPerSecond: number; latencyUs: Histogram };

/**
 * Durable captures per second and their latency, beside a bare node:http echo under the same load.
 * Both take turns in short slices, so that a machine that slows down slows both.
 */
export async function measureCapture(input: {
  options: BenchOptions;
  connections: readonly number[];
  /** Said in front of each name. */
  label: string;
  /** Makes the bin what is to be measured; resolves to what undoes it. */
  prepare?: (bench: BenchServer) => Promise<() => void>;
}): Promise<Measurement[]> {
  const { options, connections, label, prepare } = input;
  const generator = await chooseGenerator();
  return withBareEcho((echoUrl) =>
    withServer({}, async (bench) => {
      const undo = await prepare?.(bench);
      const url = bench.bin.captureUrl;
      await generator.load(url, 64, WARM_UP_SECONDS);
      await generator.load(echoUrl, 64, 1);
      const measurements: Measurement[] = [];
      for (const count of connections) {
        const slices = await takeTurns(generator, { url, echoUrl, count, options });
        const figures = summarize(`${label}, c=${count}`, slices);
        measurements.push(...(prepare ? figures : withTargets(figures, count)));
      }
      undo?.();
      return measurements;
    }),
  );
}

async function takeTurns(
  generator: LoadGenerator,
  input: { url: string; echoUrl: string; count: number; options: BenchOptions },
): Promise<Slice[]> {
  const { url, echoUrl, count, options } = input;
  const seconds = Math.max(1, Math.round(options.seconds / ROUNDS));
  const slices: Slice[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const echo = await generator.load(echoUrl, count, seconds);
    const capture = await generator.load(url, count, seconds);
    slices.push({
      capturesPerSecond: capture.perSecond,
      echoesPerSecond: echo.perSecond,
      latencyUs: capture.latencyUs,
    });
    await pause(SETTLE_MS);
  }
  return slices;
}

function summarize(name: string, slices: readonly Slice[]): Measurement[] {
  const captures = mean(slices.map((slice) => slice.capturesPerSecond));
  const echoes = mean(slices.map((slice) => slice.echoesPerSecond));
  const ratios = slices.map((slice) => slice.capturesPerSecond / slice.echoesPerSecond);
  const latencyUs = mergeHistograms(slices.map((slice) => slice.latencyUs));
  const spread = `slices from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  return [
    { name: `${name}: durable captures`, value: captures, unit: "/s" },
    { name: `${name}: bare node:http echo`, value: echoes, unit: "/s" },
    { name: `${name}: ratio`, value: captures / echoes, unit: "", note: spread },
    { name: `${name}: latency p50`, value: percentile(latencyUs, 50) / 1000, unit: "ms" },
    { name: `${name}: latency p99`, value: percentile(latencyUs, 99) / 1000, unit: "ms" },
  ];
}

function withTargets(figures: readonly Measurement[], connections: number): Measurement[] {
  const minRatio = MIN_RATIO[connections];
  const maxP99Ms = MAX_P99_MS[connections];
  return figures.map((figure) => {
    if (minRatio !== undefined && figure.name.endsWith("ratio")) {
      return { ...figure, target: { atLeast: minRatio } };
    }
    if (maxP99Ms !== undefined && figure.name.endsWith("p99")) {
      return { ...figure, target: { atMost: maxP99Ms } };
    }
    return figure;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
