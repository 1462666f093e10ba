import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "#components/shell/message-page.tsx";
import { Button } from "#components/ui/button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage
      title="Nothing can be shown here"
      actions={
        <Button asChild>
          <Link href="/">Open my bin</Link>
        </Button>
      }
    >
      <p>
        The bin may have expired or been deleted, or it belongs to another browser or account. A bin
        can be read by its owner, and by others through a share link.
      </p>
    </MessagePage>
  );
}
