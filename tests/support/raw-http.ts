import { connect } from "node:net";

export type RawResponse = { status: number; headers: Map<string, string>; body: string };

/** Writes exactly these bytes to a socket and reads one HTTP/1.1 response (100 Continue skipped). */
export function sendRaw(origin: string, ...parts: (string | Uint8Array)[]): Promise<RawResponse> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect(Number(port), hostname, () => {
      for (const part of parts) socket.write(part);
    });
    const finish = () => {
      const response = parseResponse(received);
      if (!response) return false;
      socket.destroy();
      resolve(response);
      return true;
    };
    socket.setTimeout(10_000, () => socket.destroy(new Error("no whole answer within 10 s")));
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      finish();
    });
    socket.on("error", (error) => finish() || reject(error));
    socket.on("close", () => {
      finish() || reject(new Error(`the connection closed after: ${received.toString("latin1")}`));
    });
  });
}

function parseResponse(bytes: Buffer): RawResponse | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const [statusLine = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const status = Number(statusLine.split(" ")[1]);
  const rest = bytes.subarray(end + 4);
  if (status === 100) return parseResponse(rest);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const length = headers.get("content-length");
  if (length === undefined) {
    if (status === 204 || status === 304) return { status, headers, body: "" };
    if (!rest.toString("latin1").endsWith("0\r\n\r\n")) return null;
    return { status, headers, body: unchunk(rest.toString("latin1")) };
  }
  if (rest.length < Number(length)) return null;
  return { status, headers, body: rest.subarray(0, Number(length)).toString("utf8") };
}

function unchunk(text: string): string {
  let body = "";
  let rest = text;
  for (;;) {
    const size = Number.parseInt(rest, 16);
    if (!size) return body;
    const start = rest.indexOf("\r\n") + 2;
    body += rest.slice(start, start + size);
    rest = rest.slice(start + size + 2);
  }
}
