import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";

type Mail = { to: string; text: string };

/** An SMTP server that keeps what it is given (RFC 5321, no extensions). */
export type Mailbox = {
  /** For SMTP_URL. */
  url: string;
  mails: Mail[];
  /** The first address of a site that the newest mail to somebody shows. */
  linkTo: (to: string, origin: string) => string | null;
  close: () => Promise<void>;
};

export async function startMailbox(): Promise<Mailbox> {
  const mails: Mail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    void serve(socket, mails);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the mailbox has no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    linkTo: (to, origin) => {
      const mail = mails.findLast((one) => one.to === to);
      const words = mail?.text.split(/[\s"<>]+/) ?? [];
      return words.find((word) => word.startsWith(`${origin}/`)) ?? null;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function serve(socket: Socket, mails: Mail[]): Promise<void> {
  const say = (line: string) => void socket.write(`${line}\r\n`);
  let to = "";
  let data: string[] | null = null;
  say("220 mailbox");
  for await (const line of createInterface({ input: socket })) {
    if (data) {
      if (line !== ".") {
        data.push(line);
        continue;
      }
      mails.push({ to, text: decodeQuotedPrintable(data.join("\n")) });
      data = null;
      say("250 kept");
      continue;
    }
    const command = line.slice(0, 4).toUpperCase();
    if (command === "RCPT") to = /<(.+)>/.exec(line)?.[1] ?? "";
    if (command === "DATA") data = [];
    say(command === "DATA" ? "354 go on" : command === "QUIT" ? "221 bye" : "250 fine");
  }
}

/** RFC 2045 §6.7, for text in ASCII. */
function decodeQuotedPrintable(text: string): string {
  return text
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_match, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
