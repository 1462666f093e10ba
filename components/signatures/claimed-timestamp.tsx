import { describeSkew, measureSkew } from "#lib/signatures/timestamp.ts";
import { TabSection } from "./tab-section.tsx";

/** A date that JavaScript can hold: senders write numbers that it can't. */
function utcWords(timeMs: number): string | null {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) return null;
  const [day = "", time = ""] = date.toISOString().split("T");
  return `${time.replace(/(?:\.000)?Z$/, "")} UTC on ${day}`;
}

/** When the request says it was sent, and how old that was when it arrived. */
export function ClaimedTimestamp({
  skewMs,
  receivedAt,
  isProven,
}: {
  /** Arrival minus timestamp. */
  skewMs: number;
  /** ISO 8601. */
  receivedAt: string;
  /** The signature covers the timestamp and is right. */
  isProven: boolean;
}) {
  const capturedAt = new Date(receivedAt);
  const timestampMs = capturedAt.getTime() - skewMs;
  const at = utcWords(timestampMs);
  const { skewSeconds } = measureSkew(timestampMs, capturedAt);
  return (
    <TabSection title="Timestamp">
      <p className="max-w-prose">
        {at === null ? "The timestamp " : `${at}. It `}
        {describeSkew(skewSeconds)}.
        {isProven ? null : (
          <span className="text-muted-foreground">
            {" "}
            So the request claims: the signature does not match, and the timestamp is part of it.
          </span>
        )}
      </p>
    </TabSection>
  );
}
