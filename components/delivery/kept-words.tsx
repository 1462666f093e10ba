import { Button } from "#components/ui/button.tsx";
import type { Keeping } from "./use-keep-sending.ts";

/** Says whether the answer stays with the deliveries, once the dialog is closed. */
export function KeptWords({ keeping }: { keeping: Keeping }) {
  switch (keeping.state) {
    case "none":
      return null;
    case "keeping":
      return <p className="text-muted-foreground text-xs">Adding it to the deliveries…</p>;
    case "kept":
      return <p className="text-muted-foreground text-xs">It is among the deliveries.</p>;
    case "failed":
      return (
        <p className="flex flex-wrap items-center gap-2 text-destructive">
          It was sent, but could not be added to the deliveries: {keeping.message}
          <Button variant="outline" size="sm" onClick={keeping.retry}>
            Add it again
          </Button>
        </p>
      );
  }
}
