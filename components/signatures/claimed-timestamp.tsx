import { describeSkew, measureSkew } from "#lib/signatures/timestamp.ts";
import { TabSection } from "./tab-section.tsx";

/** Null for dates that JavaScript can't hold: a request can claim any number. */
function utcWords(timeMs: number): string | null {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) return null;
  const [day = "", time = ""] = date.toISOString().split("T");
  return `${time.replace(/(?:\.000)?Z$/, "")} UTC on ${day}`;
}

/** When a request says it was sent, where no right signature proves it. */
export function ClaimedTimestamp({
  skewMs,
  receivedAt,
}: {
  /** Arrival minus timestamp. */
  skewMs: number;
  /** ISO 8601. */
  receivedAt: string;
}) {
  const capturedAt = new Date(receivedAt);
  const timestampMs = capturedAt.getTime() - skewMs;
  const at = utcWords(timestampMs);
  const { skewSeconds } = measureSkew(timestampMs, capturedAt);
  return (
    <TabSection title="Timestamp">
      <p className="max-w-prose">
        {at === null ? "The request's timestamp " : `The request's timestamp is ${at} and `}
        {describeSkew(skewSeconds)}.{" "}
        <span className="text-muted-foreground">
          Only a right signature would prove it, so it was not judged.
        </span>
      </p>
    </TabSection>
  );
}
