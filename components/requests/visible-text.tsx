import { type MatchSegment, splitMatches } from "#lib/inspection/highlight-matches.ts";
import { visibleSegments } from "#lib/inspection/visible-text.ts";

/** Text with what the filter looks for marked. */
export function MarkedText({ text, query }: { text: string; query: string }) {
  if (query === "") return text;
  return splitMatches(text, query).map((segment, at) => (
    <Segment key={`${at}:${segment.match}`} {...segment} />
  ));
}

function Segment({ text, match }: MatchSegment) {
  if (!match) return text;
  return <mark className="rounded-[2px] bg-warning/30 text-foreground">{text}</mark>;
}

/** Wire text in which nothing can hide: control, zero-width and bidi characters show as labels. */
export function VisibleText({ text, query = "" }: { text: string; query?: string }) {
  return visibleSegments(text).map((segment, at) =>
    segment.invisible ? (
      <span
        key={`${at}:${segment.label}`}
        title={`Invisible character ${segment.label}`}
        className="mx-px rounded-[2px] bg-warning/20 px-0.5 text-[0.85em] text-warning"
      >
        {segment.label}
      </span>
    ) : (
      <MarkedText key={`${at}:text`} text={segment.text} query={query} />
    ),
  );
}
