/**
 * Why this page gets no connection to a server of the reader's own machine, as far as it can tell:
 * our own policy, the reader's "no" to the browser's question, an https page and an http server, or
 * nothing that we know of.
 */
export type UnreachableReason = "policy" | "denied" | "mixed" | "unknown";

/** What is known of a connection that failed. */
export type Circumstances = {
  /** The page's Content-Security-Policy forbade it. */
  byPolicy: boolean;
  /** May the page reach the local network? Null where the browser knows no such question. */
  permission: PermissionState | null;
  pageUrl: string;
  targetUrl: string;
};

/** The most telling of the reasons. */
export function unreachableReason(of: Circumstances): UnreachableReason {
  if (of.byPolicy) return "policy";
  if (of.permission === "denied") return "denied";
  const isMixed = /^https:/i.test(of.pageUrl) && /^http:/i.test(of.targetUrl);
  return isMixed ? "mixed" : "unknown";
}

/** Tries once more and asks the browser. */
export async function circumstancesOf(targetUrl: string): Promise<Circumstances> {
  const [byPolicy, permission] = await Promise.all([isForbidden(targetUrl), localNetwork()]);
  return { byPolicy, permission, pageUrl: location.href, targetUrl };
}

async function isForbidden(url: string): Promise<boolean> {
  let forbidden = false;
  const note = (event: SecurityPolicyViolationEvent) => {
    if (event.effectiveDirective === "connect-src") forbidden = true;
  };
  document.addEventListener("securitypolicyviolation", note);
  await fetch(url, { method: "HEAD", mode: "no-cors", credentials: "omit" }).catch(() => {});
  // The event comes as a task of its own.
  await new Promise((resume) => setTimeout(resume));
  document.removeEventListener("securitypolicyviolation", note);
  return forbidden;
}

/** The names that Chromium has given it: https://wicg.github.io/local-network-access/ */
const PERMISSIONS = ["loopback-network", "local-network-access"];

async function localNetwork(): Promise<PermissionState | null> {
  for (const name of PERMISSIONS) {
    // Newer than the types; what a browser does not know, it rejects.
    const query = { name: name as PermissionName };
    const status = await navigator.permissions?.query(query).catch(() => null);
    if (status) return status.state;
  }
  return null;
}
