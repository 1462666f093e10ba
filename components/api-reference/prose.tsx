/** A description: what stands between backticks is code, as in the document (CommonMark). */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={`${index} ${part}`} className="break-words font-mono text-xs">
        {part}
      </code>
    ),
  );
}
