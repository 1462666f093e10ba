/** Servers on the reader's own machine: "resend from my browser" sends there. IPv6 can't be written here. */
const LOOPBACK = ["localhost", "127.0.0.1"].flatMap((host) =>
  ["http", "https"].map((scheme) => `${scheme}://${host}:*`),
);

/**
 * The owner's own pages. From each of them the inspector is reached without another page being
 * loaded, and the policy stays that of the page that was.
 */
const OWNERS_PAGES = /^\/(?:$|bins\/|dead-letters$)/;

/**
 * The policy of our own pages: only our scripts (by nonce), no frames around us, no plugins. Images
 * from `blob:` are captured images, which are shown as images and never as pages. `path` is that of
 * the page: only where an owner may resend can the reader's own machine be reached.
 */
export function contentSecurityPolicy({
  nonce,
  path,
  dev,
}: {
  nonce: string;
  path: string;
  dev: boolean;
}): string {
  const reached = OWNERS_PAGES.test(path) ? ["'self'", ...LOOPBACK] : ["'self'"];
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data: https://avatars.githubusercontent.com https://lh3.googleusercontent.com",
    "font-src 'self'",
    `connect-src ${reached.join(" ")}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return directives.join("; ");
}
