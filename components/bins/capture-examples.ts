/** A command that sends one JSON webhook to a capture URL, for a POSIX shell. */
export function curlExample(captureUrl: string): string {
  return `curl -X POST ${captureUrl} -H 'content-type: application/json' -d '{"hello":"world"}'`;
}
