import { gapWords } from "#components/delivery/gap-words.ts";
import { TimeLine } from "#components/delivery/time-line.tsx";
import { previewSchedule } from "#lib/delivery/retry-schedule.ts";
import type { RetryPolicy } from "#lib/delivery/target-settings.ts";

/** A retry schedule drawn: when each attempt is made if every one fails at once. */
export function ScheduleLine({ policy }: { policy: RetryPolicy }) {
  const { attempts, summary } = previewSchedule(policy);
  const points = attempts.map(({ attempt, earliestMs, latestMs, afterStartMs }) => ({
    key: attempt,
    offsetMs: afterStartMs,
    tone: "plain" as const,
    words:
      attempt === 1
        ? "1 at once"
        : `${attempt} after ${gapWords((earliestMs + latestMs) / 2)} more`,
  }));
  return (
    <div className="flex flex-col gap-2 rounded-md border bg-card p-3">
      <p className="font-medium" aria-live="polite">
        {summary}
      </p>
      <TimeLine label="When each attempt is made" points={points} />
      {attempts.length === 1 ? null : (
        <p className="text-muted-foreground text-xs">
          Each pause is up to a fifth shorter or longer. A target that asks for more time with
          Retry-After gets it, up to 24 h; after 429 and timeouts the pause is at least 60 s.
        </p>
      )}
    </div>
  );
}
