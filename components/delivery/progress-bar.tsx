import { Progress } from "radix-ui";

/** How far something is: 0 to 1, and in words for those who listen. */
export function ProgressBar({
  label,
  share,
  words,
}: {
  label: string;
  share: number;
  words: string;
}) {
  return (
    <Progress.Root
      value={Math.round(share * 100)}
      getValueLabel={() => words}
      aria-label={label}
      className="h-2 overflow-hidden rounded-full bg-muted"
    >
      <Progress.Indicator
        style={{ width: `${share * 100}%` }}
        className="h-full bg-primary motion-safe:transition-[width]"
      />
    </Progress.Root>
  );
}
