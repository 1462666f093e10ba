import { spawn } from "node:child_process";

const OPENERS: Partial<Record<NodeJS.Platform, [command: string, ...args: string[]]>> = {
  darwin: ["open"],
  // `start` takes the first quoted argument for a window's title.
  win32: ["cmd", "/c", "start", ""],
};

/**
 * Hands a URL to the system's browser; BROWSER names another program, as it does elsewhere. False
 * when there is none that can be started.
 */
export function openBrowser(url: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const chosen = environment.BROWSER;
  const [command, ...args] = chosen ? [chosen] : (OPENERS[process.platform] ?? ["xdg-open"]);
  return new Promise((resolve) => {
    const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}
