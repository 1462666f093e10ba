/** A command to paste into a terminal, and what it is for. */
export type TerminalCommand = { label: string; text: string };

const TARGET = "http://localhost:3000/webhooks";

/**
 * What `hookglass` is called with for one bin. Neither value needs quoting: a token is base64url behind
 * a prefix, and the page's URL is an origin and an id. The URL says where Hookglass runs.
 */
export function listenCommands(inspectUrl: string, token: string): TerminalCommand[] {
  const listen = `npx hookglass listen ${inspectUrl} --to ${TARGET}`;
  return [
    { label: "Send captures to your server", text: `HOOKGLASS_TOKEN=${token} ${listen}` },
    {
      label: "Print them",
      text: `HOOKGLASS_TOKEN=${token} npx hookglass tail ${inspectUrl}`,
    },
    { label: "On Windows", text: `${listen} --token ${token}` },
  ];
}
