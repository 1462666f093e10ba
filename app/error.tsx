"use client";

import { MessagePage } from "#components/shell/message-page.tsx";
import { Button } from "#components/ui/button.tsx";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <MessagePage
      title="This page could not be shown"
      actions={<Button onClick={reset}>Try again</Button>}
    >
      <p>
        Something went wrong on the way. Webhooks are still being captured if the server is up; when
        trying again does not help, look at its log.
      </p>
      {error.digest === undefined ? null : (
        <p>
          Reference: <code className="font-mono text-xs">{error.digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
