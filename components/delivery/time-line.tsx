import { cn } from "#lib/cn.ts";
import { pointsOnLine } from "./points-on-line.ts";

/** One point of a time line. `tone` is never all that tells: the words say it too. */
export type TimePoint = {
  key: string | number;
  /** Since the first point. */
  offsetMs: number;
  tone: "good" | "bad" | "plain" | "coming";
  words: string;
};

const TONES: Record<TimePoint["tone"], string> = {
  good: "rounded-full border-success bg-success",
  bad: "rotate-45 border-destructive bg-destructive",
  plain: "rounded-full border-foreground bg-foreground",
  coming: "rounded-full border-foreground bg-background",
};

/** Points in time on a line, and in words below; the line itself is for the eye alone. */
export function TimeLine({ label, points }: { label: string; points: readonly TimePoint[] }) {
  const places = pointsOnLine(points.map(({ offsetMs }) => offsetMs));
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div aria-hidden="true" className="relative mx-1.5 h-4">
        <div className="absolute inset-x-0 top-1/2 h-px bg-border" />
        {points.map(({ key, tone, words }, index) => (
          <span
            key={key}
            title={words}
            style={{ left: `${(places[index] ?? 0) * 100}%` }}
            className={cn(
              "absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 border-2",
              TONES[tone],
            )}
          />
        ))}
      </div>
      <ol
        aria-label={label}
        className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs tabular-nums"
      >
        {points.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ol>
    </div>
  );
}
