import type { Metadata } from "next";
import { ApiReferencePage } from "#components/api-reference/api-reference-page.tsx";
import { makeReference } from "#lib/api-description/reference.ts";
import { describeServer } from "#lib/api-description/server-description.ts";
import { publicOrigin } from "#lib/http/origin.ts";

export const metadata: Metadata = {
  title: "API",
  description: "Every call of this server's REST API: what it takes, answers and refuses.",
};

/** The API for people, made of the description that tools read. */
export default function ApiPage() {
  const description = describeServer();
  return (
    <ApiReferencePage
      reference={makeReference(description, publicOrigin())}
      version={description.info.version}
    />
  );
}
