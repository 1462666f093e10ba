import type { Metadata } from "next";
import { MessagePage } from "#components/shell/message-page.tsx";
import { Button } from "#components/ui/button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage
      title="Nothing can be shown here"
      actions={
        <Button asChild>
          {/* Not a Link: this page stands behind every other one, and its code would be in each. */}
          <a href="/">Open my bin</a>
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
