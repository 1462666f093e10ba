import { Input } from "#components/ui/input.tsx";
import { CopyButton } from "./copy-button.tsx";

/** A secret just made, chosen whole and ready to copy: it is not shown again. */
export function ShownOnce(props: {
  text: string;
  label: string;
  copyLabel: string;
  /** Said to readers when it appears. */
  note: string;
}) {
  const { text, label, copyLabel, note } = props;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex gap-2">
        <Input
          readOnly
          autoFocus
          value={text}
          aria-label={label}
          className="font-mono"
          onFocus={(event) => event.target.select()}
        />
        <CopyButton text={text} label={copyLabel}>
          Copy
        </CopyButton>
      </div>
      <p className="text-muted-foreground text-xs" role="status">
        {note}
      </p>
    </div>
  );
}
