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

/** More numbers would run into each other on a phone. */
const MAX_NUMBERED = 10;

/**
 * Points in time on a line, for the eye alone, and in words below, whose numbers stand at the points
 * too. Without a label there are no words: what follows says them.
 */
export function TimeLine({ label, points }: { label?: string; points: readonly TimePoint[] }) {
  const places = pointsOnLine(points.map(({ offsetMs }) => offsetMs));
  const numbered = points.length > 1 && points.length <= MAX_NUMBERED;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div aria-hidden="true" className={cn("relative mx-1.5 h-4", numbered && "mb-3")}>
        <div className="absolute inset-x-0 top-1/2 h-px bg-border" />
        {points.map(({ key, tone, words }, index) => (
          <span
            key={key}
            title={words}
            style={{ left: `${(places[index] ?? 0) * 100}%` }}
            className="absolute top-1/2 flex -translate-x-1/2 flex-col items-center"
          >
            <span className={cn("-mt-1.25 size-2.5 border-2", TONES[tone])} />
            {numbered ? (
              <span className="mt-1 text-[0.6875rem] text-muted-foreground leading-3 tabular-nums">
                {/^\d+/.exec(words)?.[0]}
              </span>
            ) : null}
          </span>
        ))}
      </div>
      {label === undefined ? null : (
        <ol
          aria-label={label}
          className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs tabular-nums"
        >
          {points.map(({ key, words }) => (
            <li key={key}>{words}</li>
          ))}
        </ol>
      )}
    </div>
  );
}
