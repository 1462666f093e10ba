import { ArrowLeftIcon } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button.tsx";

/** The way back from a page about a bin. */
export function BackToBin({ bin }: { bin: { id: string; name: string } }) {
  return (
    <Button variant="ghost" className="min-w-0 shrink px-2" asChild>
      <Link href={`/bins/${bin.id}`}>
        <ArrowLeftIcon />
        <span className="sr-only">Back to</span>
        <span className="truncate">{bin.name}</span>
      </Link>
    </Button>
  );
}
