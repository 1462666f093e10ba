import { z } from "zod";
import { type Api, need } from "#lib/cli/api.ts";
import { chooseServer, readBinReference } from "#lib/cli/bin-reference.ts";
import { createBin, openBin, SERVER_OPTIONS } from "#lib/cli/bins.ts";
import { defineCommand } from "#lib/cli/command.ts";
import { openBrowser } from "#lib/cli/open-browser.ts";
import { EXIT } from "#lib/cli/stop.ts";
import { note, say } from "#lib/cli/terminal.ts";

/** `hookglass open` */
export const open = defineCommand({
  name: "open",
  usage: "[bin]",
  about: [
    "Opens a bin in the browser. When none is named it makes one and prints its addresses and its token, which the other commands want.",
    "A bin belongs to whoever made it: your browser or a token. The one made here belongs to the token: it is opened by a share link, to be read live, without credentials in headers. So is a named one with --share.",
  ],
  options: {
    print: { type: "boolean", help: "only print, open nothing" },
    share: { type: "boolean", help: "open a named bin by a new share link, with its ownerToken" },
    ...SERVER_OPTIONS,
  },
  examples: [
    "hookglass open",
    "hookglass open 3kq7d2m5x4n6p2r7t3ab",
    "hookglass open --print --server https://hooks.example.com",
  ],
  positionals: { min: 0, max: 1, missing: "" },
  async run(options, [text]) {
    if (text === undefined) {
      const { api, bin, token } = await createBin(options);
      say(`Capture URL  ${bin.captureUrl}`);
      say(`Page         ${bin.inspectUrl}`);
      say(`Bin          ${bin.id}`);
      say(`Token        ${token}`);
      return options.print ? EXIT.ok : show(await shareUrl(api, bin.id));
    }
    if (options.share) {
      const { api, bin } = await openBin(text, options);
      const url = await shareUrl(api, bin.id);
      return options.print ? tell(url) : show(url);
    }
    const url = await pageOf(text, options);
    return options.print ? tell(url) : show(url);
  },
});

/** An id needs nobody's leave to be opened: the browser's own cookie decides what it sees. */
async function pageOf(
  text: string,
  options: { token: string | null; server: string | null },
): Promise<string> {
  const reference = readBinReference(text);
  if (reference.by === "slug") return (await openBin(text, options)).bin.inspectUrl;
  return `${chooseServer(options.server, reference, process.env)}/bins/${reference.value}`;
}

async function shareUrl(api: Api, binId: string): Promise<string> {
  const schema = z.object({ url: z.string() });
  return need(await api.post(`/bins/${binId}/shares`, {}, schema)).url;
}

function tell(url: string): number {
  say(url);
  return EXIT.ok;
}

async function show(url: string): Promise<number> {
  if (await openBrowser(url, process.env)) {
    note(`Opened ${url}`);
    return EXIT.ok;
  }
  note(`No browser could be started here. Open this yourself: ${url}`);
  return EXIT.failed;
}
