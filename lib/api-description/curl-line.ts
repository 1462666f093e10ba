import type { DescribedCall } from "./schema.ts";

/** A curl command for a call, with `<binId>` and `$TOKEN` where the reader puts their own. */
export function curlLine({
  url,
  method,
  call,
}: {
  url: string;
  method: string;
  call: DescribedCall;
}): string {
  const example = call.requestBody?.content["application/json"]?.example;
  const isPublic = call.security.length === 0;
  const lines = [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}'${url.replaceAll(/\{(\w+)\}/g, "<$1>")}'`,
    ...(isPublic ? [] : ['-H "authorization: Bearer $TOKEN"']),
    ...(example === undefined
      ? []
      : ["-H 'content-type: application/json'", `-d '${quoted(JSON.stringify(example))}'`]),
  ];
  return lines.join(" \\\n  ");
}

/** A single quote can't stand in single quotes (POSIX shell, 2.2.2). */
function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}
